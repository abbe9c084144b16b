#!/usr/bin/env bash
# Draws the short films from their storyboards: NAME.story.txt → NAME.mp4, NAME.jpg, NAME.zh.vtt, NAME.en.vtt.
#   media/make-films.sh            all of them
#   media/make-films.sh listening  one
#   KEEP=dir media/make-films.sh   leaves the slides (SVG, PNG) in dir
set -euo pipefail
export LC_ALL=C.UTF-8
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
. "$here/draw.sh"

fps=25
blend=10               # frames in which one scene melts into the next
drift=2                # the sky moves one pixel in this many frames
threads=2              # fixed: the encoder's result depends on it
most_caption=18        # Chinese characters in a caption line
most_caption_en=42

needs() { command -v "$1" >/dev/null || { echo "make-films: $1 is missing (Debian: apt install ffmpeg librsvg2-bin fonts-noto-cjk)" >&2; exit 1; }; }
stop() { echo "$story:$row: $1" >&2; exit 1; }
frames() { awk -v s="$1" -v f=$fps 'BEGIN { printf "%d", s * f + 0.5 }'; }
seconds() { awk -v n="$1" -v f=$fps 'BEGIN { printf "%.3f", n / f }'; }
stamp() { awk -v n="$1" -v f=$fps 'BEGIN { ms = n * 1000 / f; printf "%02d:%02d:%06.3f", ms / 3600000, ms % 3600000 / 60000, ms % 60000 / 1000 }'; }
png() { svg "${2:-1280}" >"$work/$1.svg"; rsvg-convert -o "$work/$1.png" "$work/$1.svg"; }

fits() { # fits LINES SIZE PIXELS
  local w=$(( $(widest "$1") * $2 / 100 ))
  (( w <= $3 )) || stop "too wide by $(( w - $3 )) pixels: $1"
}

check_caption() { # check_caption LANGUAGE LINES MOST
  local part; local -a parts; IFS='|' read -ra parts <<<"$2"
  (( ${#parts[@]} <= 2 )) || stop "a caption has two lines at most: $2"
  for part in "${parts[@]}"; do (( ${#part} <= $3 )) || stop "$1 caption line has ${#part} characters, $3 at most: $part"; done
}

new_scene() {
  layout='' teacher_mood='' pupil_mood='' scene_chip='' scene_card='' kicker='' title='' sub=''
  scene_note='' layer_at=() layer_svg=() item_at=() item_kind=() item_lines=()
}

layer() { layer_at+=("$1"); layer_svg+=("$2"); }

# The items share the room between the card's title and its note evenly.
lay_items() {
  local n=${#item_at[@]} foot=540 rows=0 k gap y lines
  (( n )) || return 0
  [ -z "$scene_note" ] || foot=$(( $(note_top "$scene_note") - 8 ))
  for lines in "${item_lines[@]}"; do rows=$(( rows + $(line_count "$lines") )); done
  gap=$(( (foot - 166 - rows * item_line) / n )); (( gap <= 44 )) || gap=44
  y=$(( 166 + item_line / 2 + gap / 2 ))
  for (( k = 0; k < n; k++ )); do
    layer "${item_at[k]}" "$(item "${item_kind[k]}" $y "${item_lines[k]}")"
    y=$(( y + gap + $(line_count "${item_lines[k]}") * item_line ))
  done
}

scene_slide() {
  room
  [ "$layout" = card ] || plant
  [ -z "$teacher_mood" ] || teacher "$teacher_mood"
  [ -z "$pupil_mood" ] || pupil "$pupil_mood"
  table
  case $layout in
    title) title_card "$kicker" "$title" "$sub" ;;
    card) card "$scene_card" ;;
    talk) if [ -n "$scene_chip" ]; then chip "${scene_chip%% *}" "${scene_chip#* }"; fi ;;
  esac
}

# One scene as a film of its own, without loss: sky, slide, then each layer fading in and rising a little.
end_scene() {
  [ -n "$layout" ] || return 0
  local count=$(( scene_frames + blend )) k=0 graph inputs at last
  lay_items
  scene_slide | png "scene$scenes"
  inputs=(-i "$work/sky.png" -i "$work/scene$scenes.png")
  graph="[0:v]loop=-1:1:0,setpts=N/$fps/TB,trim=end_frame=$count,crop=1280:720:'floor((n+$start)/$drift)':0,format=gbrp[s];"
  graph+="[1:v]loop=-1:1:0,setpts=N/$fps/TB,trim=end_frame=$count,format=rgba[f];[s][f]overlay=format=gbrp[v0]"
  for (( k = 0; k < ${#layer_at[@]}; k++ )); do
    printf '%s' "${layer_svg[k]}" | png "scene$scenes-$k"
    inputs+=(-i "$work/scene$scenes-$k.png")
    at=${layer_at[k]}
    graph+=";[$(( k + 2 )):v]loop=-1:1:0,setpts=N/$fps/TB,trim=end_frame=$count,format=rgba,fade=in:st=$at:d=0.5:alpha=1[l$k]"
    graph+=";[v$k][l$k]overlay=x=0:y='14*pow(1-clip((t-$at)/0.6,0,1),2)':format=gbrp[v$(( k + 1 ))]"
  done
  last=${#layer_at[@]}
  ffmpeg -nostdin -v error -y -r $fps "${inputs[@]}" -filter_complex "$graph;[v$last]format=bgr0[out]" -map '[out]' \
    -frames:v $count -r $fps -c:v libx264rgb -qp 0 -preset ultrafast -threads $threads "$work/scene$scenes.mkv"
  scene_starts+=("$start")
  start=$(( start + scene_frames )) scenes=$(( scenes + 1 ))
}

word() { # one line of the storyboard
  local at rest=$2
  case $1 in
    poster) poster=$(frames "$rest") ;;
    scene) end_scene; new_scene; scene_frames=$(frames "${rest%% *}"); layout=${rest#* }
      [[ $layout =~ ^(title|talk|card)$ ]] || stop "a scene is title, talk or card, not '$layout'" ;;
    kicker) kicker=$rest ;;
    title) fits "$rest" 84 820; title=$rest ;;
    sub) fits "$rest" 40 820; sub=$rest ;;
    teacher|pupil) [[ $rest =~ ^(calm|listen|speak|warm|down)$ ]] || stop "unknown mood '$rest'"
      if [ "$1" = teacher ]; then teacher_mood=$rest; else pupil_mood=$rest; fi ;;
    chip) scene_chip=$rest ;;
    card) fits "$rest" 46 744; scene_card=$rest ;;
    say) at=${rest%% *} rest=${rest#* }
      fits "${rest#* }" $say_size 820; layer "$at" "$(bubble "${rest%% *}" "${rest#* }")" ;;
    item) at=${rest%% *} rest=${rest#* }; item_at+=("$at") item_kind+=("${rest%% *}") item_lines+=("${rest#* }")
      fits "${rest#* }" "$card_size" $(( card_right - card_x - 116 - 30 )) ;;
    note) scene_note=${rest#* }; fits "$scene_note" $note_size 744; layer "${rest%% *}" "$(note "$scene_note")" ;;
    cue) cue "${rest%% *}" "${rest#* }" ;;
    zh) check_caption zh "$rest" $most_caption; zh+="${rest//|/$'\n'}"$'\n\n' ;;
    en) check_caption en "$rest" $most_caption_en; en+="${rest//|/$'\n'}"$'\n\n' ;;
    *) stop "unknown word '$1'" ;;
  esac
}

cue() { # cue FROM TO, counted from the scene's beginning
  local from to when
  from=$(( start + $(frames "$1") )) to=$(( start + $(frames "$2") ))
  (( from >= cue_end )) || stop 'this caption begins before the last one ends'
  (( to > from && to <= start + scene_frames )) || stop 'this caption ends before it begins or after its scene'
  cue_end=$to cues=$(( cues + 1 ))
  when="$cues"$'\n'"$(stamp $from) --> $(stamp $to)"$'\n'
  zh+=$when en+=$when
}

# A soft pad: four chords of pure tones that swell and fade into one another, left and right a little apart.
pad() { # pad DETUNE
  local a="mod(floor(t/16),2)" b="mod(floor((t+8)/16),2)" voice="" f d=$1
  for f in 146.83:123.47 220.00:185.00 293.66:246.94 369.99:293.66; do
    voice+="+pow(sin(PI*t/16),2)*sin(2*PI*t*$d*if($a,${f#*:},${f%:*}))"
  done
  for f in 98.00:110.00 196.00:220.00 246.94:277.18 293.66:329.63; do
    voice+="+pow(cos(PI*t/16),2)*sin(2*PI*t*$d*if($b,${f#*:},${f%:*}))"
  done
  printf '0.022*(%s)' "${voice#+}"
}

join_scenes() {
  local graph='' inputs=() k last=0:v length
  length=$(seconds "$start")
  for (( k = 0; k < scenes; k++ )); do inputs+=(-i "$work/scene$k.mkv"); done
  for (( k = 1; k < scenes; k++ )); do
    graph+="[$last][$k:v]xfade=transition=fade:duration=$(seconds $blend):offset=$(seconds "${scene_starts[k]}")[x$k];"
    last=x$k
  done
  graph+="[$last]trim=end_frame=$start,fade=in:0:12:color=$paper,fade=out:$(( start - 15 )):15:color=$paper,"
  graph+="scale=out_color_matrix=bt709:out_range=tv,format=yuv420p[v]"
  ffmpeg -nostdin -v error -y "${inputs[@]}" -f lavfi -i "aevalsrc=exprs='$(pad 1)|$(pad 1.0013)':s=44100:d=$length" \
    -filter_complex "$graph;[$scenes:a]lowpass=f=900,afade=in:d=3,afade=out:st=$(seconds $(( start - 100 ))):d=4[a]" \
    -map '[v]' -map '[a]' -map_metadata -1 -fflags +bitexact -flags:v +bitexact -flags:a +bitexact -r $fps \
    -c:v libx264 -preset slow -tune animation -crf 26 -profile:v high -level 3.1 -threads $threads \
    -g $(( 2 * fps )) -keyint_min $(( 2 * fps )) -sc_threshold 0 \
    -color_primaries bt709 -color_trc bt709 -colorspace bt709 \
    -c:a aac -b:a 64k -ac 2 -movflags +faststart "$here/$name.mp4"
  ffmpeg -nostdin -v error -y -ss "$(seconds "$poster")" -i "$here/$name.mp4" -frames:v 1 -map_metadata -1 -bitexact -q:v 5 "$here/$name.jpg"
}

make_film() {
  name=$1 story=$here/$1.story.txt row=0 start=0 scenes=0 cues=0 cue_end=0 poster=0 scene_starts=()
  zh=$'WEBVTT\n\n' en=$'WEBVTT\n\n'
  work=${KEEP:+$KEEP/$name}; work=${work:-$temp/$name}; mkdir -p "$work"
  sky | png sky 2400
  new_scene
  local line
  while IFS= read -r line || [ -n "$line" ]; do
    row=$(( row + 1 ))
    [[ -z $line || $line == \#* ]] || word "${line%% *}" "${line#* }"
  done <"$story"
  end_scene
  join_scenes
  printf '%s' "${zh%$'\n'}" >"$here/$name.zh.vtt"
  printf '%s' "${en%$'\n'}" >"$here/$name.en.vtt"
  echo "$name: $(seconds "$start") s, $(stat -c %s "$here/$name.mp4") bytes"
}

needs ffmpeg; needs rsvg-convert; needs fc-list
[ -n "$(fc-list "Noto Sans CJK SC")" ] || { echo 'make-films: the font Noto Sans CJK SC is missing (Debian: apt install fonts-noto-cjk)' >&2; exit 1; }
temp=$(mktemp -d); trap 'rm -rf "$temp"' EXIT
films=("$@"); (( ${#films[@]} )) || for f in "$here"/*.story.txt; do f=${f##*/}; films+=("${f%.story.txt}"); done
for f in "${films[@]}"; do make_film "$f"; done
