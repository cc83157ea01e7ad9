import type { ArtifactKind } from '../domain/artifacts/state';
import { isRefusal, refuse, type Refusal } from '../domain/refusal';
import type { Read, Wanted } from './answer';
import { readConfiguration } from './configuration';
import { readImage } from './image';
import { inWords, limits } from './limits';
import { readReport } from './report';
import { sniff } from './sniff';

/**
 * Reads a file that was handed in, whatever it is. Touches nothing outside; the same bytes always give the same answer. A
 * refusal is a sentence about the file, without its name.
 */
export async function readArtifact(wanted: Wanted, bytes: Uint8Array): Promise<Read | Refusal> {
  const kind = wanted === 'any' ? kindOf(bytes) : wanted;
  if (isRefusal(kind)) return kind;
  if (bytes.length === 0) return refuse('The file is empty.');
  if (bytes.length > limits[kind])
    return refuse(`It is larger than ${inWords(limits[kind])}, which is the most that is read.`);
  switch (kind) {
    case 'configuration': {
      const reading = readConfiguration(bytes);
      return isRefusal(reading) ? reading : { kind, ...reading, findings: [...reading.findings] };
    }
    case 'report': {
      const reading = await readReport(bytes);
      return isRefusal(reading) ? reading : { kind, ...reading, findings: [...reading.findings] };
    }
    case 'logo':
    case 'icon': {
      const reading = readImage(kind, bytes);
      return isRefusal(reading) ? reading : { kind, ...reading, findings: [...reading.findings] };
    }
  }
}

function kindOf(bytes: Uint8Array): ArtifactKind | Refusal {
  switch (sniff(bytes)) {
    case 'json':
      return 'configuration';
    case 'zip':
      return 'report';
    case 'png':
    case 'svg': {
      if (bytes.length > limits.icon) return 'icon';
      const image = readImage('icon', bytes);
      const facts = isRefusal(image) ? undefined : image.facts;
      return facts && facts.width >= 2 * facts.height ? 'logo' : 'icon';
    }
    default:
      return refuse(
        'It is neither a configuration (JSON), a certification report (zip), nor a logo or icon (png or svg).',
      );
  }
}
