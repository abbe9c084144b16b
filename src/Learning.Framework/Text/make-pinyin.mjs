// Writes Pinyin.txt from the npm package pinyin-pro:
//   npm install --no-save pinyin-pro@3.29.4 && node make-pinyin.mjs > Pinyin.txt
// One line a syllable: the syllable (ü as v), a space, its characters. After the line "-": surnames that are read otherwise.
import { pinyin } from 'pinyin-pro';

const options = { toneType: 'none', type: 'array', v: true };
const ranges = [[0x3400, 0x4dbf], [0x4e00, 0x9fff], [0x20000, 0x323af]];
const syllables = new Map();
const surnames = [];
const compounds = ['万俟', '尉迟', '单于', '澹台', '长孙', '公冶', '宗政', '濮阳', '淳于', '太叔', '申屠', '公孙', '仲孙', '轩辕', '令狐', '钟离', '宇文', '鲜于', '闾丘', '司徒', '司空', '亓官', '司寇', '仉督', '子车', '颛孙', '端木', '巫马', '公西', '漆雕', '乐正', '壤驷', '公良', '拓跋', '夹谷', '宰父', '谷梁', '段干', '百里', '东郭', '南门', '呼延', '羊舌', '微生', '欧阳', '上官', '诸葛', '司马', '夏侯', '皇甫', '慕容'];

for (const [first, last] of ranges) {
  for (let code = first; code <= last; code++) {
    const character = String.fromCodePoint(code);
    const [syllable] = pinyin(character, options);
    if (!/^[a-z]+$/.test(syllable ?? '')) continue;
    syllables.set(syllable, (syllables.get(syllable) ?? '') + character);
    const [surname] = pinyin(character, { ...options, mode: 'surname', surname: 'all' });
    if (surname !== syllable && /^[a-z]+$/.test(surname)) surnames.push(`${character} ${surname}`);
  }
}
for (const compound of compounds) {
  const read = compound === '单于' ? 'chan yu' : pinyin(compound, { ...options, mode: 'surname', surname: 'all' }).join(' ');
  if (read !== [...compound].map(c => pinyin(c, options)[0]).join(' ')) surnames.push(`${compound} ${read}`);
}

const lines = [...syllables].sort(([a], [b]) => (a < b ? -1 : 1)).map(([syllable, characters]) => `${syllable} ${characters}`);
process.stdout.write([...lines, '-', ...surnames].join('\n') + '\n');
