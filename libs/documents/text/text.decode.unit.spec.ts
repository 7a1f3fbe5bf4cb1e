import iconv from 'iconv-lite';
import { decodeText } from './text.decode';

const TEXT = '关于印发工作要点的通知：各单位要按时完成，责任到人。2022年6月\n';

describe('the encoding of a text', () => {
  it.each([
    ['utf-8', 'utf-8', false], ['utf-8', 'utf-8-bom', true], ['utf16le', 'utf-16le', true], ['utf16be', 'utf-16be', true], ['gbk', 'gb18030', false], ['gb18030', 'gb18030', false],
  ])('%s is found as %s', (written, found, addBOM) => {
    expect(decodeText(iconv.encode(TEXT, written, { addBOM }))).toEqual({ ok: true, text: TEXT, encoding: found, cut: false });
  });

  it('reads a file that was cut in the middle of a character, and says so', () => {
    const bytes = new TextEncoder().encode(TEXT.trim());
    expect(decodeText(bytes.subarray(0, bytes.length - 1))).toMatchObject({ ok: true, cut: true });
  });

  it.each([['big5', '關於印發工作要點的通知，各單位應當按時完成，責任到人'], ['shift_jis', 'これは日本語の文章です。改革の計画ではありません']])('refuses %s', (encoding, text) => {
    expect(decodeText(iconv.encode(text, encoding))).toEqual({ ok: false, code: 'wrong-encoding' });
  });

  it('refuses what is no text', () => {
    expect(decodeText(Uint8Array.from([1, 2, 3, 4, 5]))).toEqual({ ok: false, code: 'binary' });
    expect(decodeText(Uint8Array.from([0x61, 0, 0x62]))).toEqual({ ok: false, code: 'binary' });
  });
});
