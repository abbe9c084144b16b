# shellcheck shell=bash
# Drawing for make-films.sh: every function prints SVG. Sizes are pixels of a 1280×720 frame.
# Below y=590 lies the table, kept empty because players put captions there.

paper='#f7f5f0' surface='#ffffff' sunken='#eeebe3' hairline='#dedad0' ink='#1e2522' ink2='#4b5550'
pine='#0b6157' pine_soft='#dcefea' pine_light='#6fcdbb' skin='#fdf0d9' blush='#f3d3b4' ok='#2f6b1e' bad='#b3261e'

say_size=46 say_line=64 say_pad=36 bubble_foot=278
card_x=404 card_right=1236 card_size=43 item_line=60 note_size=38 note_line=46

svg() { # svg WIDTH < body
  printf '<svg xmlns="http://www.w3.org/2000/svg" width="%s" height="720" viewBox="0 0 %s 720">' "$1" "$1"
  printf '<g font-family="Noto Sans CJK SC" xml:lang="zh-Hans">'
  cat
  printf '</g></svg>\n'
}

escape() { local s=${1//&/&amp;}; s=${s//</&lt;}; printf '%s' "${s//>/&gt;}"; }

# Width in hundredths of an em: a Chinese character or mark is square, a Latin letter or digit a little over half.
width() {
  local latin=${1//[^ -~]/}
  echo $(( (${#1} - ${#latin}) * 100 + ${#latin} * 56 ))
}

widest() { # of lines parted by |
  local most=0 w part; local -a parts; IFS='|' read -ra parts <<<"$1"
  for part in "${parts[@]}"; do w=$(width "$part"); (( w > most )) && most=$w; done
  echo "$most"
}

line_count() { local bars=${1//[^|]/}; echo $(( ${#bars} + 1 )); }

# Full-width marks carry half an em of air: take it back where two of them meet.
tighten() {
  sed -E 's#([，。；：、？！])([“”])#\1<tspan dx="-0.42em">\2</tspan>#g; s#(”)([，。；：、？！])#\1<tspan dx="-0.42em">\2</tspan>#g' <<<"$1"
}

text() { # text X Y SIZE LINE COLOUR WEIGHT ANCHOR LINES
  local x=$1 y=$2 part; local -a parts; IFS='|' read -ra parts <<<"$8"
  for part in "${parts[@]}"; do
    printf '<text x="%s" y="%s" font-size="%s" fill="%s" font-weight="%s" text-anchor="%s">%s</text>' \
      "$x" "$y" "$3" "$5" "$6" "$7" "$(tighten "$(escape "$part")")"
    y=$(( y + $4 ))
  done
}

sky() { # a wide strip: the film moves slowly along it
  printf '<rect width="2400" height="720" fill="%s"/>' "$pine_soft"
  local x
  for x in 380 760 1130 1560 1930 2290; do
    printf '<g fill="%s" opacity=".9"><rect x="%s" y="%s" width="190" height="38" rx="19"/><circle cx="%s" cy="%s" r="36"/><circle cx="%s" cy="%s" r="26"/></g>' \
      "$surface" "$x" $(( 150 + x % 90 )) $(( x + 80 )) $(( 152 + x % 90 )) $(( x + 130 )) $(( 160 + x % 90 ))
  done
}

# The window is a hole: the sky shows through it.
room() {
  cat <<SVG
<path fill="$paper" fill-rule="evenodd" d="M0 0H1280V720H0Z M446 84a14 14 0 0 1 14-14H820a14 14 0 0 1 14 14V410H446Z"/>
<path d="M446 410c70-64 120-58 180-22s120 20 208-38v60Z" fill="$pine_light" opacity=".45"/>
<path d="M446 410V84a14 14 0 0 1 14-14H820a14 14 0 0 1 14 14V410Z M640 70V410" fill="none" stroke="$hairline" stroke-width="12"/>
<rect x="424" y="404" width="432" height="18" rx="6" fill="$hairline"/>
SVG
}

table() {
  cat <<SVG
<rect y="590" width="1280" height="130" fill="$sunken"/><rect y="590" width="1280" height="6" fill="$hairline"/>
SVG
}

plant() {
  cat <<SVG
<g transform="translate(640 590)"><g fill="$pine"><path d="M0-52C-44-64-62-100-54-140C-20-128-2-96 0-52Z"/><path d="M0-52C44-64 62-100 54-140C20-128 2-96 0-52Z" opacity=".8"/><path d="M0-50C-24-90-22-134 0-166C22-134 24-90 0-50Z" opacity=".9"/></g>
<path d="M-38-56H38L28 2H-28Z" fill="$surface"/><path d="M-38-56H38L36-42H-36Z" fill="$hairline"/></g>
SVG
}

face() { # face MOOD LOOK: LOOK is +1 towards the right, -1 towards the left
  local a=$(( $2 * 12 - 25 )) b=$(( $2 * 12 + 25 )) m=$(( $2 * 12 ))
  if [ "$1" = down ]; then
    printf '<path d="M%s 6q10 8 20 0M%s 6q10 8 20 0" fill="none" stroke="%s" stroke-width="5" stroke-linecap="round"/>' $(( a - 10 )) $(( b - 10 )) "$ink"
  else
    printf '<g fill="%s"><circle cx="%s" cy="2" r="6"/><circle cx="%s" cy="2" r="6"/></g>' "$ink" "$a" "$b"
  fi
  case $1 in
    speak) printf '<ellipse cx="%s" cy="37" rx="12" ry="9" fill="%s"/>' "$m" "$ink" ;;
    warm) printf '<g fill="%s"><circle cx="%s" cy="24" r="10"/><circle cx="%s" cy="24" r="10"/></g>' "$blush" $(( a - 8 )) $(( b + 8 ))
      printf '<path d="M%s 32q16 17 32 0" fill="none" stroke="%s" stroke-width="5" stroke-linecap="round"/>' $(( m - 16 )) "$ink" ;;
    down) printf '<path d="M%s 39q9-6 18 0" fill="none" stroke="%s" stroke-width="5" stroke-linecap="round"/>' $(( m - 9 )) "$ink" ;;
    calm|listen) printf '<path d="M%s 35q11 7 22 0" fill="none" stroke="%s" stroke-width="5" stroke-linecap="round"/>' $(( m - 11 )) "$ink" ;;
  esac
}

hands() { # hands X: folded, resting on the table
  printf '<g fill="%s"><ellipse cx="%s" cy="580" rx="19" ry="14" transform="rotate(12 %s 580)"/><ellipse cx="%s" cy="580" rx="19" ry="14" transform="rotate(-12 %s 580)"/></g>' \
    "$skin" $(( $1 - 13 )) $(( $1 - 13 )) $(( $1 + 13 )) $(( $1 + 13 ))
}

teacher() { # teacher MOOD
  local lean=0; [ "$1" = listen ] && lean=5
  cat <<SVG
<path d="M92 600C92 520 140 492 222 490C304 492 352 520 352 600Z" fill="$pine"/>
<path d="M182 492L222 548L262 492Z" fill="$surface"/><path d="M200 440H244V494Q222 522 200 494Z" fill="$blush"/>
<g transform="translate(222 398) rotate($lean)">
<path d="M-80 44C-92-40-58-92 0-92C58-92 92-40 80 44C80 62 60 66 52 54L-52 54C-60 66-80 62-80 44Z" fill="$ink"/>
<ellipse rx="64" ry="70" fill="$skin"/>
<path d="M-66 4C-62-34-30-40 4-52C26-40 56-36 66 4C76-50 44-82 0-82C-44-82-76-50-66 4Z" fill="$ink"/>
$(face "$1" 1)
<g fill="none" stroke="$ink2" stroke-width="4"><circle cx="-13" cy="2" r="20"/><circle cx="37" cy="2" r="20"/><path d="M7 0h10M-33-2l-26-6"/></g>
</g>
<path d="M128 600C136 574 168 572 196 582" fill="none" stroke="#094e46" stroke-width="32" stroke-linecap="round"/>
<path d="M316 600C308 574 276 572 248 582" fill="none" stroke="#094e46" stroke-width="32" stroke-linecap="round"/>
$(hands 222)
SVG
}

pupil() { # pupil MOOD
  local lean=0 drop=0
  case $1 in down) lean=-7 drop=10 ;; listen) lean=-3 ;; esac
  cat <<SVG
<path d="M936 600C936 534 984 508 1058 506C1132 508 1180 534 1180 600Z" fill="$pine_light"/>
<path d="M950 556C962 530 990 514 1024 508L1030 524C1004 530 984 542 972 566ZM1166 556C1154 530 1126 514 1092 508L1086 524C1112 530 1132 542 1144 566Z" fill="$surface"/>
<path d="M1022 506L1058 550L1094 506Z" fill="$surface"/><path d="M1038 460H1078V508Q1058 530 1038 508Z" fill="$blush"/>
<g transform="translate(1058 $(( 420 + drop ))) rotate($lean)">
<path d="M-68-4C-76-62-40-88 2-86C46-88 76-56 68-4Z" fill="$ink2"/>
<ellipse rx="60" ry="65" fill="$skin"/>
<path d="M-63 0C-60-30-46-34-30-38C-10-28 10-50 26-42C44-36 58-32 63 0C74-52 44-80 2-80C-40-80-72-52-63 0Z" fill="$ink2"/>
<path d="M-8-80C-14-96 0-106 14-104C8-98 8-90 12-80Z" fill="$ink2"/>
$(face "$1" -1)
</g>
<path d="M970 600C978 578 1006 576 1034 584" fill="none" stroke="#57b5a3" stroke-width="28" stroke-linecap="round"/>
<path d="M1146 600C1138 578 1110 576 1082 584" fill="none" stroke="#57b5a3" stroke-width="28" stroke-linecap="round"/>
$(hands 1058)
SVG
}

mark() { # mark KIND CX CY
  local colour=$pine
  case $1 in check) colour=$ok ;; cross) colour=$bad ;; esac
  printf '<g transform="translate(%s %s)">' "$2" "$3"
  case $1 in
    cross) printf '<path d="M-10-24H10L24-10V10L10 24H-10L-24 10V-10Z" fill="%s"/><path d="M-9-9L9 9M9-9L-9 9" stroke="#fff" stroke-width="5" stroke-linecap="round"/>' "$colour" ;;
    check) printf '<circle r="24" fill="%s"/><path d="M-11 0L-3 9L12-8" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>' "$colour" ;;
    *) printf '<circle r="24" fill="%s"/>' "$colour"; text 0 11 31 0 '#fff' 700 middle "$1" ;;
  esac
  printf '</g>'
}

bubble() { # bubble WHO LINES
  local w=$(( $(widest "$2") * say_size / 100 + 2 * say_pad )) rows; rows=$(line_count "$2")
  (( w < 190 )) && w=190
  local h=$(( rows * say_line + 40 )) x fill=$surface edge=$hairline colour=$ink tail
  local y=$(( bubble_foot - h )) b=$bubble_foot
  if [ "$1" = teacher ]; then x=64; fill=$pine; edge=$pine; colour=$surface; tail="M262 $(( b - 4 ))L286 $(( b + 34 ))L316 $(( b - 4 ))Z"
  else x=$(( 1216 - w )); tail="M$(( 1216 - 160 )) $(( b - 4 ))L$(( 1216 - 184 )) $(( b + 32 ))L$(( 1216 - 108 )) $(( b - 4 ))Z"; fi
  printf '<rect x="%s" y="%s" width="%s" height="%s" rx="28" fill="%s" stroke="%s" stroke-width="3"/>' "$x" "$y" "$w" "$h" "$fill" "$edge"
  printf '<path d="%s" fill="%s" stroke="%s" stroke-width="3" stroke-linejoin="round"/>' "${tail%Z}" "$fill" "$edge"
  text $(( x + w / 2 )) $(( y + 20 + 48 )) "$say_size" "$say_line" "$colour" 400 middle "$2"
}

chip() { # chip KIND WORDS
  local w=$(( $(width "$2") * 38 / 100 + 100 )) colour=$pine fill=$pine_soft
  [ "$1" = cross ] && colour=$bad fill=#fce8e5
  printf '<rect x="64" y="30" width="%s" height="66" rx="33" fill="%s"/>' "$w" "$fill"
  mark "$1" 97 63
  text 132 77 38 0 "$colour" 700 start "$2"
}

card() { # card TITLE
  cat <<SVG
<rect x="$card_x" y="40" width="$(( card_right - card_x ))" height="520" rx="28" fill="$surface" stroke="$hairline" stroke-width="3"/>
<path d="M$(( card_x + 3 )) 420L342 438L$(( card_x + 3 )) 462" fill="$surface" stroke="$hairline" stroke-width="3" stroke-linejoin="round"/>
<path d="M$(( card_x + 2 )) 424V458" stroke="$surface" stroke-width="6"/>
SVG
  text $(( card_x + 44 )) 116 46 0 "$pine" 700 start "$1"
  printf '<rect x="%s" y="142" width="64" height="6" rx="3" fill="%s"/>' $(( card_x + 44 )) "$pine"
}

item() { # item KIND Y LINES
  mark "$1" $(( card_x + 70 )) "$2"
  text $(( card_x + 116 )) $(( $2 + 15 )) "$card_size" "$item_line" "$ink" 400 start "$3"
}

note_top() { echo $(( 560 - $(line_count "$1") * note_line - 32 )); }

note() { # note LINES, on the card's foot
  local top; top=$(note_top "$1")
  printf '<path d="M%s %sH%s" stroke="%s" stroke-width="3"/>' $(( card_x + 44 )) "$top" $(( card_right - 44 )) "$hairline"
  text $(( card_x + 44 )) $(( top + 49 )) "$note_size" "$note_line" "$ink2" 400 start "$1"
}

title_card() { # title_card KICKER TITLE SUB
  printf '<rect x="210" y="40" width="860" height="250" rx="28" fill="%s" stroke="%s" stroke-width="3"/>' "$surface" "$hairline"
  text 640 96 34 0 "$pine" 700 middle "$1"
  text 640 188 84 0 "$ink" 700 middle "$2"
  text 640 252 40 0 "$ink2" 400 middle "$3"
}
