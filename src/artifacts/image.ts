import type { Finding, ImageFacts, ImageKind } from '../domain/artifacts/state';
import { isRefusal, refuse } from '../domain/refusal';
import { readPng, type Size } from './png';
import { fault, warning, type Reading } from './reading';
import { kindWords, sniff } from './sniff';
import { readSvg } from './svg';

/** Measures a logo or an icon. */
export function readImage(kind: ImageKind, bytes: Uint8Array): Reading<ImageFacts> {
  const format = sniff(bytes);
  if (format !== 'png' && format !== 'svg' && format !== 'xml')
    return refuse(`This is ${kindWords[format]}, whatever it is called. The ${kind} is a png or an svg file.`);
  const size = format === 'png' ? readPng(bytes) : readSvg(bytes);
  if (isRefusal(size)) return size;
  const facts = { format: format === 'png' ? ('png' as const) : ('svg' as const), ...size };
  return { facts, findings: kind === 'logo' ? logoFindings(size) : iconFindings(facts) };
}

const leastRatio = 4.0;
const mostRatio = 4.5;
const wantedRatio = 4.4;
const leastIcon = 128;

/** Ratios are judged as people read them, to two places: 4.004 is 4.0. */
const rounded = (ratio: number): number => Math.round(ratio * 100) / 100;

function logoFindings({ width, height }: Size): readonly Finding[] {
  const ratio = rounded(width / height);
  if (ratio >= leastRatio && ratio <= mostRatio) return [];
  const wanted = Math.round(height * wantedRatio);
  return [
    fault(
      'logo',
      `A logo is about 4.4 times as wide as high, 4.0 to 4.5; this one is ${shown(width)} × ${shown(height)}, ${ratio} times.`,
      `At this height, make it ${wanted} wide: leave empty space beside it, or crop it.`,
    ),
  ];
}

function iconFindings({ width, height, format }: ImageFacts): readonly Finding[] {
  const measured = `this one is ${shown(width)} × ${shown(height)}`;
  // A drawing has no pixels: a hundredth more one way is a matter of rounding.
  const square = format === 'png' ? width === height : Math.abs(width / height - 1) < 0.01;
  const small = Math.min(width, height) < leastIcon;
  return [
    ...(square ? [] : [fault('icon', `An icon is square; ${measured}.`, 'Crop it, or add empty space around it.')]),
    ...(small && format === 'png'
      ? [
          fault(
            'icon',
            `An icon has at least 128 × 128 pixels; ${measured}.`,
            'Export it larger, from the original drawing.',
          ),
        ]
      : []),
    ...(small && format === 'svg'
      ? [
          warning(
            'icon',
            `An icon has at least 128 × 128 pixels; ${measured}, and scales.`,
            'Set width and height to 128 to be sure.',
          ),
        ]
      : []),
  ];
}

const shown = (length: number): string => String(Math.round(length * 10) / 10);
