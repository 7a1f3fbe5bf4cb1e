import { withoutStrayBlanks } from './text.blanks';

describe('blanks between characters', () => {
  it('go where the text is full of them; wide ones, lines and numbers stay', () => {
    const full = '牵 头 单 位：市 总 工 会　配 合 单 位：市 财 政 局\n新 建 课 堂 20 间\n'.repeat(5);
    expect(withoutStrayBlanks(full)).toBe('牵头单位：市总工会　配合单位：市财政局\n新建课堂20间\n'.repeat(5));
  });

  it('stay in a text that has some', () => {
    const some = '市总工会 市财政局 市教育局 各县区总工会按照职责分工抓好落实并按时报送进展情况\n'.repeat(30);
    expect(withoutStrayBlanks(some)).toBe(some);
  });
});
