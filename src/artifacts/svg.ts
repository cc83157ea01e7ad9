import { refuse, type Refusal, isRefusal } from '../domain/refusal';
import type { Size } from './png';
import { short } from './reading';
import { walkXml } from './xml';

/** Elements that run something, or bring in what is no drawing. */
const active = new Set([
  'script',
  'foreignobject',
  'iframe',
  'object',
  'embed',
  'audio',
  'video',
  'handler',
  'listener',
]);

type Attributes = Readonly<Record<string, string>>;

/** Returns the size of an SVG, in pixels or its own units. Refuses what could run or load anything. */
export function readSvg(bytes: Uint8Array): Size | Refusal {
  let root: { readonly name: string; readonly attributes: Attributes } | undefined;
  let danger: string | undefined;
  let style = 0;
  const problem = walkXml(
    bytes,
    {
      open(name, attributes) {
        root ??= { name, attributes };
        const local = localName(name);
        if (local === 'style') style += 1;
        danger ??= active.has(local) ? `the element ${local}` : dangerIn(local, attributes);
      },
      close(name) {
        if (localName(name) === 'style') style -= 1;
      },
      text(text) {
        if (style > 0 && loads(text)) danger ??= 'styles that load something';
      },
      instruction(target) {
        danger ??= `the instruction ${short(target, 30)}`;
      },
    },
    { allowsPlainDoctype: true },
  );
  if (problem !== undefined)
    return isRefusal(problem)
      ? refuse(`The SVG is not taken. ${problem.message} Export it as a plain SVG.`)
      : refuse(`The SVG is not well-formed (${problem.malformed}). Export it again.`);
  if (!root || localName(root.name) !== 'svg') return refuse('This is XML, but no SVG. Export the image as SVG.');
  if (danger !== undefined)
    return refuse(`The SVG holds ${danger}, which could run or load something. Export it as a plain SVG, or as PNG.`);
  return sizeOf(root.attributes) ?? refuse('The SVG does not say how large it is. Give it a viewBox.');
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1).toLowerCase();

function dangerIn(element: string, attributes: Attributes): string | undefined {
  for (const [name, value] of Object.entries(attributes)) {
    const local = localName(name);
    if (local.startsWith('on')) return `the attribute ${short(local, 30)}`;
    if (local === 'href' || local === 'src') {
      if (!isInside(value)) return 'a reference to something outside of it';
    } else if (local === 'attributename' && /href|^on/i.test(value)) return 'an animation of a reference';
    else if (loads(value)) return `something to load in the attribute ${short(local, 30)}`;
  }
  return element === 'base' ? 'the element base' : undefined;
}

/** A part of the drawing itself, or a picture that is carried along. */
const isInside = (reference: string): boolean =>
  /^\s*#/.test(reference) || /^\s*data:image\/(png|jpe?g|gif|webp)[;,]/i.test(reference);

/** `url(#gradient)` is inside the drawing; whatever else a style may fetch is not. An escape may spell anything. */
const loads = (style: string): boolean =>
  /@import|expression\s*\(|javascript:|-moz-binding|image-set\s*\(/i.test(style) ||
  /url\s*\(\s*(?!["']?\s*(#|data:image\/(png|jpe?g|gif|webp)[;,]))/i.test(style) ||
  (style.includes('\\') && /url|import|[0-9a-f]{2}/i.test(style));

function sizeOf(attributes: Attributes): Size | undefined {
  const [width, height] = [pixels(attributes['width']), pixels(attributes['height'])];
  if (width !== undefined && height !== undefined) return { width, height };
  const [, , w, h] = (attributes['viewBox'] ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return isSize(w) && isSize(h) ? { width: w, height: h } : undefined;
}

function pixels(length: string | undefined): number | undefined {
  const number = /^\s*(\d+(?:\.\d+)?)(?:px)?\s*$/.exec(length?.slice(0, 40) ?? '')?.[1];
  const value = number === undefined ? undefined : Number(number);
  return isSize(value) ? value : undefined;
}

const isSize = (n: number | undefined): n is number => n !== undefined && Number.isFinite(n) && n > 0 && n < 1e9;
