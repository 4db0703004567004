// Copyright (c) The Constrain authors. MIT licence, see LICENSE.
//
// Measures XGrammar's WebAssembly build: node measure.mjs PACKAGE WORK FIRST
//   PACKAGE  the folder of @mlc-ai/web-xgrammar
//   WORK     {vocabulary: [token in the byte-level alphabet], ends: [id], warmup: [case], cases: [case]}
//            with case = {id, schema, instances: [[token, ...], ...]}
//   FIRST    the case to begin with
// Writes a line of JSON when the vocabulary is ready, and one per case. Times are in microseconds.
// Exit code 3: the case of the last line aborted the engine; begin again with the next.

import { readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// What the engine says goes to standard error; standard output is for the lines.
console.log = console.info = console.error;
const [folder, workFile, first] = process.argv.slice(2);
const { GrammarCompiler, GrammarMatcher, TokenizerInfo } = load(join(folder, 'lib', 'index.js'));
const work = JSON.parse(readFileSync(workFile, 'utf8'));

// Written at once: an abort inside WebAssembly ends the process, and what came before must not be lost.
const write = line => writeSync(1, JSON.stringify(line) + '\n');
const rounded = milliseconds => Math.round(milliseconds * 1e5) / 100;

const start = performance.now();
const tokenizer = await TokenizerInfo.createTokenizerInfo(work.vocabulary, 'byte_level', false, work.vocabulary.length, work.ends);
const loaded = performance.now() - start;
const compiler = await GrammarCompiler.createGrammarCompiler(tokenizer, true);
// V8 compiles WebAssembly quickly first and again, optimised, when it has run for a while.
for (const warm of work.warmup) await measure(warm);
write({ vocabulary_us: rounded(loaded) });
for (const each of work.cases.slice(Number(first))) {
    const measured = await measure(each);
    write(measured);
    // What is left in memory after an abort is no state to go on from.
    if (measured.error?.startsWith('Aborted')) process.exit(3);
}

async function measure({ id, schema, instances }) {
    const begin = performance.now();
    let grammar, matcher;
    try {
        // Any whitespace, and properties that the schema does not name are allowed, as JSON Schema has it.
        grammar = await compiler.compileJSONSchema(schema, true, undefined, undefined, false);
        matcher = await GrammarMatcher.createGrammarMatcher(grammar);
    } catch (e) {
        return { id, error: String(e?.message ?? e) };
    }

    const compiled = performance.now();
    mask(matcher);
    const masked = performance.now();
    const walks = [];
    for (const tokens of instances) {
        walks.push(walk(matcher, tokens));
        matcher.reset();
    }

    matcher.dispose();
    grammar.dispose();
    return { id, compile_us: rounded(compiled - begin), ttfm_us: rounded(masked - begin), walks };
}

function walk(matcher, tokens) {
    const masks = [], commits = [];
    for (const token of tokens) {
        let begin = performance.now();
        mask(matcher);
        masks.push(rounded(performance.now() - begin));
        begin = performance.now();
        const accepted = matcher.acceptToken(token);
        const end = performance.now();
        if (!accepted) break;
        commits.push(rounded(end - begin));
    }

    return { masks_us: masks, commits_us: commits };
}

// The binding itself, without the copy into a JavaScript array that getNextTokenBitmask makes of its result.
function mask(matcher) {
    matcher.handle.GetNextTokenBitmask(matcher.vocab_size).delete();
}

// The package calls itself an ES module, and its file is a UMD one: neither import nor require takes it.
function load(file) {
    const module = { exports: {} };
    const run = new Function('module', 'exports', 'require', '__filename', '__dirname', readFileSync(file, 'utf8'));
    run(module, module.exports, createRequire(file), file, join(file, '..'));
    return module.exports;
}
