// Two independent validators as one long-running process. A line of JSON in, a line of JSON out:
//   {"schema": …, "dialect": "2020-12", "instances": ["text", …]}
//   {"ajv": [true, …] | "why it failed", "hyperjump": [true, …] | "why it failed"}
// "exact": true lets both decide multipleOf by exact decimals instead of floating point; "allErrors": true lets ajv go on after
// the first error, for which it generates other code. "third": true lets @cfworker/json-schema answer in the place of ajv.
import { createInterface } from 'node:readline';
import Ajv04 from 'ajv-draft-04';
import Ajv from 'ajv';
import Ajv2019 from 'ajv/dist/2019.js';
import Ajv2020 from 'ajv/dist/2020.js';
import { Validator } from '@cfworker/json-schema';
import { registerSchema, unregisterSchema, validate, setShouldValidateFormat, setShouldValidateSchema } from '@hyperjump/json-schema/draft-2020-12';
import { addKeyword, getKeyword } from '@hyperjump/json-schema/experimental';
import '@hyperjump/json-schema/draft-2019-09';
import '@hyperjump/json-schema/draft-07';
import '@hyperjump/json-schema/draft-06';
import '@hyperjump/json-schema/draft-04';

const dialects = {
  '4': [Ajv04, 'http://json-schema.org/draft-04/schema#'],
  '6': [Ajv, 'http://json-schema.org/draft-06/schema#'],
  '7': [Ajv, 'http://json-schema.org/draft-07/schema#'],
  '2019-09': [Ajv2019, 'https://json-schema.org/draft/2019-09/schema'],
  '2020-12': [Ajv2020, 'https://json-schema.org/draft/2020-12/schema'],
};

setShouldValidateFormat(false);
setShouldValidateSchema(process.env.CHECK_SCHEMAS === '1');

// -0 is the number 0 in JSON; only JavaScript has both.
const parse = text => JSON.parse(text, (_, v) => (typeof v === 'number' ? v + 0 : v));

// digits · 10^exponent; the shortest text of a double is the decimal it was read from, up to 15 digits.
function decimal(number) {
  const [mantissa, exponent = '0'] = String(number).split('e');
  const [whole, fraction = ''] = mantissa.split('.');
  return [BigInt(whole + fraction), Number(exponent) - fraction.length];
}

function isMultiple(value, divisor) {
  const [a, i] = decimal(value);
  const [b, j] = decimal(divisor);
  const least = Math.min(i, j);
  return (a * 10n ** BigInt(i - least)) % (b * 10n ** BigInt(j - least)) === 0n;
}

let isExact = false;
const inexact = getKeyword('https://json-schema.org/keyword/multipleOf');
addKeyword({
  ...inexact,
  interpret: (divisor, instance, context) =>
    isExact && typeof instance.value === 'number' ? isMultiple(instance.value, divisor) : inexact.interpret(divisor, instance, context),
});

function byAjv({ schema, dialect, exact, allErrors }, values) {
  const ajv = new dialects[dialect][0]({
    strict: false, validateFormats: false, logger: false, ownProperties: true, allErrors, validateSchema: process.env.CHECK_SCHEMAS === '1',
  });
  if (exact) {
    ajv.removeKeyword('multipleOf');
    ajv.addKeyword({ keyword: 'multipleOf', type: 'number', compile: divisor => value => isMultiple(value, divisor) });
  }

  const check = ajv.compile(schema);
  return values.map(value => check(value));
}

function byThird({ schema, dialect }, values) {
  const validator = new Validator(schema, dialect === '6' ? '7' : dialect);
  return values.map(value => validator.validate(value).valid);
}

let number = 0;
async function byHyperjump({ schema, dialect, exact }, values) {
  isExact = exact;
  const uri = `https://oracle.invalid/${number++}`;
  registerSchema(schema, uri, dialects[dialect][1]);
  try {
    const check = await validate(uri);
    return values.map(value => check(value).valid);
  } finally {
    unregisterSchema(uri);
  }
}

async function verdicts(decide, request, values) {
  try {
    return await decide(request, values);
  } catch (e) {
    return String(e?.message ?? e);
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const request = parse(line);
  const values = request.instances.map(parse);
  const answer = { ajv: await verdicts(request.third ? byThird : byAjv, request, values), hyperjump: await verdicts(byHyperjump, request, values) };
  process.stdout.write(JSON.stringify(answer) + '\n');
}
