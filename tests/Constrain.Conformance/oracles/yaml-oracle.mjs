// Independent YAML parsers as one long-running process. A line of JSON in, a line of JSON out:
//   {"texts": ["a: 1\n", …]}
//   {"readings": [{"yaml 1.2": ["{\"a\":1}"], "yaml 1.1": {"error": "why not"}, …}, …]}
// A reader answers with the JSON text of each document in the stream. What is no JSON value (a date, a number that is not finite,
// a key that is no string, a node that occurs twice) is an error that names it: nothing is made to fit.
import { createInterface } from 'node:readline';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { loadAll, CORE_SCHEMA, YAML11_SCHEMA, realMapTag } from 'js-yaml';
import { loadAll as loadAllByFour } from 'js-yaml-4';

// Mappings are asked for as maps, where a key is what it was read as; as objects they would turn it into a string.
const byYaml = version => text => {
  const documents = parseAllDocuments(text, { version, strict: true, uniqueKeys: true, stringKeys: false });
  return documents.map(document => {
    const problem = document.errors[0] ?? document.warnings[0];
    if (problem) throw problem;
    return document.toJS({ mapAsMap: true });
  });
};

// The default is 100, against hostile texts.
const maxDepth = 10_000;

const readers = {
  'yaml 1.2': byYaml('1.2'),
  'yaml 1.1': byYaml('1.1'),
  'js-yaml': text => loadAll(text, { maxDepth }),
  'js-yaml maps': text => loadAll(text, { maxDepth, schema: CORE_SCHEMA.withTags(realMapTag) }),
  'js-yaml 1.1': text => loadAll(text, { maxDepth, schema: YAML11_SCHEMA.withTags(realMapTag) }),
  'js-yaml 4': text => loadAllByFour(text, null, { maxDepth }),
};

function print(root) {
  const parts = [];
  const seen = new Set();
  const odd = what => { throw new Error(`not a JSON value: ${what}`); };
  const write = value => {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        parts.push(JSON.stringify(value));
        return;
      case 'number':
        parts.push(Number.isFinite(value) ? JSON.stringify(value) : odd(value));
        return;
      case 'object':
        break;
      default:
        odd(`${typeof value} ${String(value)}`);
    }

    if (value === null) {
      parts.push('null');
      return;
    }

    if (seen.has(value)) odd('a node that occurs twice');
    seen.add(value);
    const prototype = Object.getPrototypeOf(value);
    if (Array.isArray(value)) {
      parts.push('[');
      value.forEach((item, i) => { if (i) parts.push(','); write(item); });
      parts.push(']');
    } else if (value instanceof Map || prototype === Object.prototype || prototype === null) {
      parts.push('{');
      let i = 0;
      for (const [key, member] of value instanceof Map ? value : Object.entries(value)) {
        if (typeof key !== 'string') odd(`the key ${typeof key} ${String(key)}`);
        parts.push(i++ ? ',' : '', JSON.stringify(key), ':');
        write(member);
      }
      parts.push('}');
    } else {
      odd(`${value.constructor?.name} ${String(value)}`);
    }
  };
  write(root);
  return parts.join('');
}

function reading(text) {
  const answer = {};
  for (const [name, read] of Object.entries(readers)) {
    try {
      answer[name] = read(text).map(print);
    } catch (e) {
      answer[name] = { error: String(e?.message ?? e).split('\n')[0] };
    }
  }

  return answer;
}

// The parsers recurse, so they run on a thread with a stack for a thousand levels.
if (isMainThread) {
  const worker = new Worker(fileURLToPath(import.meta.url), { resourceLimits: { stackSizeMb: 256 } });
  worker.on('message', answer => process.stdout.write(answer));
  worker.on('error', e => { throw e; });
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) worker.postMessage(line);
  worker.postMessage(null);
} else {
  parentPort.on('message', line => {
    if (line === null) parentPort.close();
    else parentPort.postMessage(JSON.stringify({ readings: JSON.parse(line).texts.map(reading) }) + '\n');
  });
}
