// Validates what `sample` wrote with ajv: every text parses, satisfies its schema, and comes back the same after parse and print.
// usage: npm ci && node validate.mjs SAMPLES.jsonl
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import Ajv04 from 'ajv-draft-04';
import Ajv from 'ajv';
import Ajv2019 from 'ajv/dist/2019.js';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

const validators = new Map();

function validatorOf(schema) {
  const key = JSON.stringify(schema);
  if (!validators.has(key)) {
    const draft = schema.$schema ?? '';
    const Kind = draft.includes('draft-04') ? Ajv04 : draft.includes('2019-09') ? Ajv2019 : /draft-0[67]/.test(draft) ? Ajv : Ajv2020;
    const ajv = new Kind({ strict: false, validateFormats: true, logger: false });
    addFormats(ajv);
    const copy = { ...schema };
    if (/draft-06|draft-07/.test(draft)) delete copy.$schema;
    validators.set(key, ajv.compile(copy));
  }
  return validators.get(key);
}

let valid = 0;
const invalid = [];
for (const line of readFileSync(process.argv[2], 'utf8').split('\n').filter(Boolean)) {
  const { id, schema, text } = JSON.parse(line);
  try {
    // -0 is the number 0 in JSON; only JavaScript prints it as another.
    const value = JSON.parse(text, (_, v) => (typeof v === 'number' ? v + 0 : v));
    const validate = validatorOf(schema);
    if (!validate(value)) invalid.push(`${id}: ${JSON.stringify(validate.errors[0])}: ${text}`);
    else if (!isDeepStrictEqual(JSON.parse(JSON.stringify(value)), value)) invalid.push(`${id}: does not round-trip: ${text}`);
    else valid++;
  } catch (e) {
    invalid.push(`${id}: ${e.message}: ${text}`);
  }
}

invalid.slice(0, 20).forEach(problem => console.log(problem));
console.log(`${valid} valid, ${invalid.length} invalid, ${validators.size} schemas`);
process.exit(invalid.length === 0 ? 0 : 1);
