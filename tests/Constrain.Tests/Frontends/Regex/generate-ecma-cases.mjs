// Writes ecma-cases.jsonl: random regexes with the verdicts of Node's engine in Unicode mode, characters past U+FFFF included.
// Usage: node generate-ecma-cases.mjs > ecma-cases.jsonl
// One line: {"pattern": …, "texts": [[text, matches somewhere, matches as a whole], …]}
let seed = 20260101;
const random = n => { // mulberry32
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % n;
};
const pick = list => list[random(list.length)];
const atoms = ['a', 'b', 'c', 'é', '😀', '\\n', '[ab]', '[^a]', '.', '\\w', '\\W', '\\s', '\\d', '[a-c😀]', '[^\\w]', ' ', '\\u{1F600}',
  '\\uD83D\\uDE00', '1', '[]', '[^]', '\\p{L}', '\\P{Lu}', '\\p{Script=Greek}'];
const places = ['^', '$', '\\b', '\\B'];
const quantifiers = ['*', '+', '?', '{2}', '{1,2}', '{0,3}', '{2,}', '*?', '+?'];

// A lookbehind of ours may hold no lookahead.
function generate(depth, back) {
  const kind = random(12);
  if (depth <= 0 || kind < 4) return pick(atoms);
  if (kind < 5) return back ? '^' : pick(places);
  if (kind < 8) return generate(depth - 1, back) + generate(depth - 1, back);
  if (kind < 9) return `(?:${generate(depth - 1, back)}|${generate(depth - 1, back)})`;
  if (kind < 11) return `(?:${generate(depth - 1, back)})${pick(quantifiers)}`;
  const look = pick(back ? ['(?<=', '(?<!'] : ['(?=', '(?!', '(?<=', '(?<!']);
  return `${look}${generate(depth - 1, back || look.includes('<'))})`;
}

const letters = ['a', 'b', 'c', 'é', '😀', '\n', ' ', '1', '_', '-', '\r', 'α', 'A', '\u2028'];
for (let i = 0; i < 600; i++) {
  const pattern = generate(2 + random(4), false);
  const flag = random(6) === 0 ? pick(['s', 'm', 'i']) : '';
  // Sticky from the start of the text: Node looks for matches in the middle of surrogate pairs otherwise.
  const search = new RegExp(`[^]*?(?:${pattern})`, `uy${flag}`);
  const full = new RegExp(`(?:${pattern})(?![^])`, `uy${flag}`);
  const test = (regex, text) => { regex.lastIndex = 0; return regex.test(text); };
  const texts = new Set();
  for (let k = 0; k < 8; k++) texts.add(Array.from({ length: random(7) }, () => pick(random(2) ? letters.slice(0, 3) : letters)).join(''));
  console.log(JSON.stringify({
    pattern: (flag && `(?${flag})`) + pattern,
    texts: [...texts].map(text => [text, test(search, text), test(full, text)]),
  }));
}
