/**
 * Signing in. Passkeys: asks the site for its question, the browser for the answer, and posts it as a form; without this script the password does.
 * Slips: what their QR code carries stands in the fragment, which no server sees; it is put into the form and taken out of the address.
 */
type Json = Record<string, unknown>;

const bytes = (text: string): ArrayBuffer => {
  const plain = atob(text.replace(/-/g, '+').replace(/_/g, '/').padEnd(Math.ceil(text.length / 4) * 4, '='));
  return Uint8Array.from(plain, c => c.charCodeAt(0)).buffer;
};

const text = (buffer: ArrayBuffer | null): string | undefined =>
  buffer === null ? undefined : btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');

interface Described { id: string; type: 'public-key'; transports?: AuthenticatorTransport[] }

const described = (list: Described[] | undefined): PublicKeyCredentialDescriptor[] | undefined => list?.map(one => ({ ...one, id: bytes(one.id) }));

function creation(json: Json & { challenge: string; user: { id: string; name: string; displayName: string }; excludeCredentials?: Described[] }): PublicKeyCredentialCreationOptions {
  return { ...json, challenge: bytes(json.challenge), user: { ...json.user, id: bytes(json.user.id) }, excludeCredentials: described(json.excludeCredentials) } as unknown as PublicKeyCredentialCreationOptions;
}

function request(json: Json & { challenge: string; allowCredentials?: Described[] }): PublicKeyCredentialRequestOptions {
  return { ...json, challenge: bytes(json.challenge), allowCredentials: described(json.allowCredentials) } as unknown as PublicKeyCredentialRequestOptions;
}

function answer(credential: PublicKeyCredential): string {
  const response = credential.response as AuthenticatorAttestationResponse & AuthenticatorAssertionResponse;
  const made = 'attestationObject' in response;
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: made
      ? { clientDataJSON: text(response.clientDataJSON), attestationObject: text(response.attestationObject), transports: response.getTransports?.() ?? [] }
      : { clientDataJSON: text(response.clientDataJSON), authenticatorData: text(response.authenticatorData), signature: text(response.signature), userHandle: text(response.userHandle) },
  });
}

async function options<T>(form: HTMLFormElement): Promise<T> {
  const response = await fetch(form.dataset.passkeyOptions ?? '', { headers: { Accept: 'application/json' }, cache: 'no-store' });
  if (!response.ok) {
    throw new Error(`${response.status}`);
  }
  return await response.json() as T;
}

function send(form: HTMLFormElement, credential: Credential | null): void {
  const field = form.querySelector<HTMLInputElement>('input[name=credential]');
  if (credential && field) {
    field.value = answer(credential as PublicKeyCredential);
    form.requestSubmit();
  }
}

let waiting: AbortController | undefined;

async function ask(form: HTMLFormElement): Promise<void> {
  const message = form.querySelector<HTMLElement>('[data-passkey-message]');
  if (message) {
    message.textContent = '';
  }
  waiting?.abort();
  try {
    send(form, form.dataset.passkey === 'create'
      ? await navigator.credentials.create({ publicKey: creation(await options(form)) })
      : await navigator.credentials.get({ publicKey: request(await options(form)) }));
  } catch (fault) {
    // The person closed the browser's question, or there is no passkey: they are told and choose again.
    if (message) {
      message.textContent = message.dataset.textFailed ?? String(fault);
    }
  }
}

/** Offers passkeys in the field of the name, where the browser can. */
async function offer(form: HTMLFormElement): Promise<void> {
  if (!await PublicKeyCredential.isConditionalMediationAvailable?.()) {
    return;
  }
  waiting = new AbortController();
  try {
    send(form, await navigator.credentials.get({ publicKey: request(await options(form)), mediation: 'conditional', signal: waiting.signal } as CredentialRequestOptions));
  } catch (fault) {
    // Put aside for the button, or nobody chose one: the page works on with the password.
    if (!(fault instanceof DOMException)) {
      throw fault;
    }
  }
}

function startPasskeys(): void {
  if (typeof PublicKeyCredential === 'undefined' || !window.isSecureContext) {
    return;
  }
  document.querySelectorAll<HTMLFormElement>('form[data-passkey]').forEach(form => {
    form.hidden = false;
    form.querySelector('[data-passkey-start]')?.addEventListener('click', () => { void ask(form); });
    if (form.dataset.passkey === 'get') {
      void offer(form);
    }
  });
}

function startSlip(): void {
  const scanned = new URLSearchParams(location.hash.slice(1));
  const [account, code] = [scanned.get('a'), scanned.get('c')];
  if (!account || !code || !location.pathname.endsWith('/sign-in/first')) {
    return;
  }
  const form = document.querySelector<HTMLFormElement>('form[data-slip]');
  if (!form) {
    location.replace(`${location.pathname}?again=true${location.hash}`);
    return;
  }
  history.replaceState(null, '', location.pathname);
  const fill = (name: string, value: string): void => {
    const field = form.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    if (field) {
      field.value = value;
    }
  };
  fill('Input.UserName', account);
  fill('Input.Code', code.replace(/(.{4})(?=.)/g, '$1-'));
  form.querySelector<HTMLButtonElement>('button.btn-primary')?.focus();
}

startPasskeys();
startSlip();
