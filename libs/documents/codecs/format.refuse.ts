import { importFailure, type ImportFailure } from '../import.failure';
import type { FileFormat } from './format.detect';

/**
 * Why a file of a format that is not read here is refused, and what to do.
 *
 * @param wanted what is read here, where that is less than a plan may be
 */
export function refuseFormat(format: FileFormat, wanted = ''): ImportFailure {
  switch (format) {
    case 'cut':
      return importFailure('unreadable');
    case 'locked':
      return importFailure('locked');
    case 'old-office':
      return importFailure('old-format');
    default:
      return importFailure('unknown-format', wanted);
  }
}
