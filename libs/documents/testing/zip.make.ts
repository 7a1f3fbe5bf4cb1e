export { zipOf } from '../codecs/zip.write';
