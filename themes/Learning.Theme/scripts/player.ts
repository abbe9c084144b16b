import Hls from 'hls.js/light';

type Interval = [number, number];
type Report = { session: string; from: number; to: number; rate: number; hidden: boolean };
type Answer = { watchedSeconds: number; neededSeconds: number; complete: boolean; message: string };

const every = 5000;
const svg = 'http://www.w3.org/2000/svg';

/** A film whose really watched parts are told to the site while it plays; what skipping passes over is never told. */
class Player {
  private readonly video: HTMLVideoElement;
  private readonly session = newSession();
  private readonly queueKey: string;
  private readonly watched: Interval[];
  private readonly bar = document.createElementNS(svg, 'svg');
  private start: number | null = null;
  private last = 0;
  private sending = false;
  private complete = false;

  constructor(private readonly root: HTMLElement) {
    this.video = root.querySelector('video')!;
    this.queueKey = `draft-film:${root.dataset.report}`;
    this.watched = JSON.parse(root.dataset.watched || '[]') as Interval[];
    this.addBar();
    this.addCaptions();
    this.load();
    this.listen();
    void this.send();
  }

  private load(): void {
    const source = this.root.dataset.src!;
    if (!source.endsWith('.m3u8') || (!Hls.isSupported() && this.video.canPlayType('application/vnd.apple.mpegurl'))) {
      this.video.src = source;
      return;
    }
    const hls = new Hls({ enableWorker: false });
    hls.on(Hls.Events.ERROR, (_, error) => {
      if (!error.fatal) { return; }
      if (error.type === Hls.ErrorTypes.MEDIA_ERROR) { hls.recoverMediaError(); } else { this.say(document.body.dataset.textFilmFailed ?? ''); window.addEventListener('online', () => hls.startLoad(), { once: true }); }
    });
    hls.loadSource(source);
    hls.attachMedia(this.video);
  }

  private addCaptions(): void {
    if (!this.root.dataset.captions || this.video.querySelector('track')) { return; }
    const track = document.createElement('track');
    track.kind = 'captions';
    track.src = this.root.dataset.captions;
    track.srclang = 'zh-Hans';
    track.label = this.root.dataset.captionsLabel ?? '中文字幕';
    track.default = true;
    this.video.append(track);
  }

  private listen(): void {
    const { video } = this;
    video.addEventListener('playing', () => this.begin());
    video.addEventListener('timeupdate', () => this.follow());
    video.addEventListener('pause', () => this.end());
    video.addEventListener('ended', () => this.end());
    video.addEventListener('waiting', () => this.end());
    video.addEventListener('seeking', () => this.end());
    video.addEventListener('ratechange', () => { if (this.start !== null) { this.end(); this.begin(); } });
    document.addEventListener('visibilitychange', () => { if (document.hidden) { this.end(); video.pause(); } });
    window.addEventListener('pagehide', () => this.end());
    window.addEventListener('online', () => void this.send());
    window.setInterval(() => this.tick(), every);
  }

  private begin(): void {
    if (document.hidden) {
      this.video.pause();
    } else if (this.start === null && !this.video.seeking) {
      this.start = this.last = this.video.currentTime;
    }
  }

  private follow(): void {
    if (this.start === null) { return; }
    // A jump that came without a seeking event is not watching.
    const jumped = this.video.currentTime < this.last || this.video.currentTime - this.last > 2 * this.video.playbackRate;
    if (jumped || this.video.seeking) { this.end(); } else { this.last = this.video.currentTime; }
    this.draw();
  }

  private tick(): void {
    if (this.start !== null && this.last > this.start) {
      const from = this.start;
      this.start = this.last;
      this.note(from, this.last);
    }
    void this.send();
  }

  private end(): void {
    const from = this.start;
    this.start = null;
    if (from !== null && this.last > from) { this.note(from, this.last); }
    void this.send();
  }

  private note(from: number, to: number): void {
    this.watched.push([from, to]);
    const round = (seconds: number) => Math.round(seconds * 1000) / 1000;
    const report: Report = { session: this.session, from: round(from), to: round(to), rate: this.video.playbackRate, hidden: document.hidden };
    this.keep([...this.kept(), report]);
    this.draw();
  }

  private kept(): Report[] { return JSON.parse(sessionStorage.getItem(this.queueKey) ?? '[]') as Report[]; }

  private keep(reports: Report[]): void {
    if (reports.length === 0) { sessionStorage.removeItem(this.queueKey); } else { sessionStorage.setItem(this.queueKey, JSON.stringify(reports.slice(-500))); }
  }

  /** One after another, oldest first; what does not arrive stays for the next time. */
  private async send(): Promise<void> {
    if (this.sending || !this.root.dataset.report) { return; }
    this.sending = true;
    try {
      for (let [report] = this.kept(); report; [report] = this.kept()) {
        const response = await fetch(this.root.dataset.report, {
          method: 'POST', keepalive: true, credentials: 'same-origin', body: JSON.stringify(report),
          headers: { 'Content-Type': 'application/json', 'RequestVerificationToken': document.querySelector<HTMLMetaElement>('meta[name="request-token"]')?.content ?? '' },
        });
        if (response.redirected || response.status === 401 || response.status === 429 || response.status >= 500) { break; }
        this.keep(this.kept().slice(1));
        if (response.ok) { this.accept(await response.json() as Answer); }
      }
    } catch (error) {
      // Without a network fetch throws a TypeError; the reports are kept and the online event sends them.
      if (!(error instanceof TypeError)) { throw error; }
    } finally {
      this.sending = false;
    }
  }

  private accept(answer: Answer): void {
    this.say(answer.message);
    if (answer.complete && !this.complete) {
      this.complete = true;
      this.root.classList.add('is-complete');
      this.root.dispatchEvent(new CustomEvent('film:complete', { bubbles: true, detail: answer }));
    }
  }

  private say(message: string): void {
    const region = this.root.querySelector('[data-player-message]');
    if (region && region.textContent !== message) { region.textContent = message; }
  }

  private addBar(): void {
    this.bar.setAttribute('class', 'watched');
    this.bar.setAttribute('aria-hidden', 'true');
    this.bar.setAttribute('preserveAspectRatio', 'none');
    this.video.after(this.bar);
    this.video.addEventListener('loadedmetadata', () => this.draw());
    this.draw();
  }

  private draw(): void {
    const duration = Number(this.root.dataset.duration) || this.video.duration || 0;
    if (duration <= 0) { return; }
    const now: Interval[] = this.start === null ? [] : [[this.start, this.last]];
    this.bar.setAttribute('viewBox', `0 0 ${duration} 8`);
    this.bar.replaceChildren(...merged([...this.watched, ...now]).map(([from, to]) => {
      const part = document.createElementNS(svg, 'rect');
      part.setAttribute('x', String(from));
      part.setAttribute('width', String(Math.max(0, to - from)));
      part.setAttribute('height', '8');
      return part;
    }));
  }
}

function merged(intervals: Interval[]): Interval[] {
  const result: Interval[] = [];
  for (const [from, to] of [...intervals].sort((a, b) => a[0] - b[0])) {
    const before = result[result.length - 1];
    if (before && from <= before[1] + 0.5) { before[1] = Math.max(before[1], to); } else { result.push([from, to]); }
  }
  return result;
}

/** randomUUID exists only on https; a school's first trial may run without. */
function newSession(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('');
}

document.querySelectorAll<HTMLElement>('[data-player]').forEach(root => new Player(root));
