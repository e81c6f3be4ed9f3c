import { leafSource, locateValue } from '../json/locate-value.ts';
import { scanJson } from '../json/scan-json.ts';
import type { JsonValue, PatchError } from '../patch/operation.ts';
import { quote } from '../patch/pointer.ts';
import { problem } from '../patch/problem.ts';
import { equalAt, equalLeaves } from './equal.ts';
import { layDown, MAX_DEPTH } from './lay-down.ts';
import { ARRAY, NONE } from './nodes.ts';
import { leafSourceAt } from './read.ts';
import { OWN_VALUE, type Texts } from './texts.ts';
import { LATEST, type Tree } from './tree.ts';
import { ValueParts } from './value-parts.ts';
import { describe, shorten, typeOf } from './values.ts';

/**
 * RFC 6902 §4.6: what is wrong where `node`, found at `path`, is not `value`; null where it is. The value stands in
 * `text` at `at` (see `Received`), so that numbers are compared as they are spelled and not as doubles.
 */
export function testValue(
  tree: Tree,
  texts: Texts,
  tick: number,
  path: string,
  node: number,
  value: JsonValue,
  text: string,
  at: number,
): PatchError | null {
  const type = tree.type(node, LATEST);
  const place = at === OWN_VALUE ? locateValue(text) : at;
  const source = place < 0 ? JSON.stringify(value) : text;
  const start = Math.max(0, place);
  let equal = typeOf(value) === type;
  if (equal && type > ARRAY)
    equal = equalLeaves(type, leafSourceAt(tree, texts, node, LATEST), leafSource(source, start));
  else if (equal) equal = isContainer(tree, texts, tick, node, source, start);
  return equal ? null : isNot(tree, texts, path, node, value);
}

/** As `testValue`, for a leaf of which only the type and the source are known. */
export function testLeaf(
  tree: Tree,
  texts: Texts,
  path: string,
  node: number,
  type: number,
  source: string,
): PatchError | null {
  const equal =
    tree.type(node, LATEST) === type && equalLeaves(type, leafSourceAt(tree, texts, node, LATEST), source);
  return equal ? null : isNot(tree, texts, path, node, JSON.parse(source) as JsonValue);
}

function isNot(tree: Tree, texts: Texts, path: string, node: number, value: JsonValue): PatchError {
  const type = tree.type(node, LATEST);
  const found = type > ARRAY ? shorten(leafSourceAt(tree, texts, node, LATEST)) : describe(type);
  return problem('test', `${quote(path)} is ${found}, not ${shorten(JSON.stringify(value))} as tested`);
}

/** Lays the tested value down beside the document, and takes it away again unless looking at copies made nodes too. */
function isContainer(
  tree: Tree,
  texts: Texts,
  tick: number,
  node: number,
  text: string,
  at: number,
): boolean {
  const before = tree.nodes.count;
  const { journal } = tree;
  tree.journal = null;
  // No tick is taken, so its text cannot be found by tick: it is kept while it is compared.
  const other = tree.nodes.add(NONE, NONE, tick, tree.type(node, LATEST), NONE, NONE);
  const parts = new ValueParts();
  scanJson(text, at, parts, MAX_DEPTH + 1);
  layDown(tree, other, tick, text, parts, texts.keep(text));
  const after = tree.nodes.count;
  const equal = equalAt(tree, texts, node, LATEST, other, LATEST);
  if (tree.nodes.count === after) tree.nodes.count = before;
  texts.dropLast();
  tree.journal = journal;
  return equal;
}
