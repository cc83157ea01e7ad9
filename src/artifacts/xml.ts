import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { refuse, type Refusal } from '../domain/refusal';
import { limits } from './limits';
import { short } from './reading';

export interface XmlListener {
  readonly open: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
  readonly instruction?: (target: string) => void;
}

/** Says that a file is no well-formed XML, and where: the file's own fault, unlike a refusal. */
export interface Malformed {
  readonly malformed: string;
}

export interface XmlOptions {
  /** Drawing programs write one that names a public definition. It is never fetched; one with definitions inside is refused. */
  readonly allowsPlainDoctype: boolean;
}

/** Stops a parse from inside a listener. */
class Stop extends Error {
  constructor(readonly why: Refusal) {
    super(why.message);
  }
}

/** Reads XML without building a tree: no definitions, no entities but the five, not too deep, not too much. */
export function walkXml(
  content: Uint8Array,
  listener: XmlListener,
  { allowsPlainDoctype }: XmlOptions,
): Refusal | Malformed | undefined {
  const parser = new SaxesParser();
  const stop = (why: string): never => {
    throw new Stop(refuse(why));
  };
  let [depth, elements] = [0, 0];
  parser.on('doctype', (doctype) => {
    const isPlain = allowsPlainDoctype && !doctype.includes('[') && !/<!/.test(doctype);
    if (!isPlain) stop('It defines a document type or entities, which is not read here.');
  });
  parser.on('opentag', ({ name, attributes }: SaxesTagPlain) => {
    depth += 1;
    elements += 1;
    if (depth > limits.xml.depth) stop(`It is nested deeper than ${limits.xml.depth} levels.`);
    if (elements > limits.xml.elements) stop(`It has more than ${limits.xml.elements} elements.`);
    listener.open(name, attributes);
  });
  parser.on('closetag', ({ name }) => {
    depth -= 1;
    listener.close?.(name);
  });
  parser.on('text', (text) => listener.text?.(text));
  parser.on('cdata', (text) => listener.text?.(text));
  parser.on('processinginstruction', ({ target }) => listener.instruction?.(target));
  try {
    // Thrown on, it stops at the first fault: the library would go on and guess.
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(new TextDecoder('utf-8', { fatal: true }).decode(content)).close();
    return undefined;
  } catch (error) {
    if (error instanceof Stop) return error.why;
    return { malformed: short(error instanceof Error ? error.message : 'not readable', 120) };
  }
}
