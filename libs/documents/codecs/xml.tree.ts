import { SaxesParser } from 'saxes';
import { MAX_XML_DEPTH, MAX_XML_NODES } from '../import.limits';

/**
 * An XML part as a tree. No entity is resolved but the five of XML and characters by number, a document type is refused,
 * nothing outside the part is ever fetched. Depth and size are bounded.
 */
export interface XmlNode {
  /** `w:p` for the vocabulary of word processing, `m:t` for formulas, `mc:Choice` for alternatives, `?:name` for any other. */
  name: string;
  /** By local name. */
  attributes: Record<string, string>;
  children: XmlNode[];
  /** Text right inside. */
  text: string;
}

/** By what a producer may write and by what the strict form of the standard says. */
const VOCABULARIES: Readonly<Record<string, string>> = {
  'http://schemas.openxmlformats.org/wordprocessingml/2006/main': 'w',
  'http://purl.oclc.org/ooxml/wordprocessingml/main': 'w',
  'http://schemas.openxmlformats.org/officeDocument/2006/math': 'm',
  'http://purl.oclc.org/ooxml/officeDocument/math': 'm',
  'http://schemas.openxmlformats.org/markup-compatibility/2006': 'mc',
};

function decoded(bytes: Uint8Array): string {
  const label = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  return new TextDecoder(label, { fatal: true }).decode(bytes);
}

/** Throws where the part is no well-formed XML, has a document type, or goes beyond the bounds. */
export function readXml(bytes: Uint8Array): XmlNode {
  const top: XmlNode = { name: '', attributes: {}, children: [], text: '' };
  const open: XmlNode[] = [top];
  let nodes = 0;
  const parser = new SaxesParser({ xmlns: true, position: false });
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('doctype', () => {
    throw new RangeError('a document type has no place in an office file');
  });
  parser.on('opentag', (tag) => {
    nodes += 1;
    if (nodes > MAX_XML_NODES || open.length > MAX_XML_DEPTH) throw new RangeError('beyond the bounds of a part');
    const node: XmlNode = { name: `${VOCABULARIES[tag.uri] ?? '?'}:${tag.local}`, attributes: {}, children: [], text: '' };
    for (const attribute of Object.values(tag.attributes)) node.attributes[attribute.local] = attribute.value;
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  const take = (text: string): void => {
    const node = open.at(-1);
    if (node) node.text += text;
  };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.write(decoded(bytes)).close();
  const root = top.children[0];
  if (!root) throw new RangeError('an empty part');
  return root;
}

export function child(node: XmlNode | undefined, name: string): XmlNode | undefined {
  return node?.children.find((each) => each.name === name);
}

/** `w:val` of a child; undefined where there is no such child. */
export function valueOf(node: XmlNode | undefined, name: string): string | undefined {
  return child(node, name)?.attributes.val;
}

/** A switch (`<w:b/>`, `<w:b w:val="0"/>`): undefined where it is not said. */
export function switchOf(node: XmlNode | undefined, name: string): boolean | undefined {
  const found = child(node, name);
  return found && !['0', 'false', 'off', 'none'].includes(found.attributes.val ?? '1');
}

/** All nodes of a name, in order, however deep. */
export function* descendants(node: XmlNode, name: string): Generator<XmlNode> {
  for (const each of node.children) {
    if (each.name === name) yield each;
    yield* descendants(each, name);
  }
}
