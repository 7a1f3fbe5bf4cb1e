/**
 * The worst passwords that are long enough to pass by length, folded as `password-rules.ts` folds them. A small list on purpose:
 * shorter ones are refused by length, runs and repetitions by rule, and guessing against a live system ends at the lock-out.
 */
export const WORST_PASSWORDS: ReadonlySet<string> = new Set([
  'password12', 'password123', 'password1234', 'password12345', 'passw0rd123', 'p@ssw0rd123', 'p@ssword123', 'p@ssw0rd1234', 'passwordpassword',
  'qwertyuiop', 'qwerty12345', 'qwerty123456', 'qwertyuiop123', '1qaz2wsx3edc', '1q2w3e4r5t', '1q2w3e4r5t6y', 'zaq12wsxcde3', 'qazwsxedcrfv', 'asdfghjkl;', 'asdfghjkl123',
  'q1w2e3r4t5', 'abc1234567', 'abcd123456', 'abcd1234567', 'abc123456789', 'a123456789', 'aa12345678', 'aa123456789', 'a1234567890', 'qq123456789', 'woaini1314', 'woaini1314520', '5201314520',
  '1314520520', 'zhongguo123', 'beijing2008', 'admin12345', 'admin123456', 'admin@12345', 'admin@123456', 'administrator', 'administrator1', 'root123456', 'root@123456', 'test123456', 'test@123456',
  'welcome123', 'welcome@123', 'changeme123', 'letmein123', 'iloveyou123', 'iloveyou1314', 'system12345', 'default123', 'huawei@123', 'huawei12345', 'admin@huawei', 'duban12345', 'duban123456', 'duban@2025', 'duban@2026',
  'chan12345678', 'gonghui123', 'gonghui123456', 'xitong123456', 'mima123456', 'mima1234567', 'guanliyuan', 'guanliyuan123',
]);
