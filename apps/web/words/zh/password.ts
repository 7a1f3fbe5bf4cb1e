/** Changing one's password: the first one, which was given by somebody else, and any later one. */
export const password = {
  title: '修改密码',
  first: '请先修改初始密码',
  why: '现密码由管理员设定，他人可能知道。修改后才能办理业务，随后回到您要去的页面。',
  own: '修改后，您在其他设备上的登录即失效，本机不受影响。',
  rules: ['至少 10 个字符，不要求混用字符种类，可用一句话', '不能与登录名相同或相近', '不能是常见密码，也不能是连续或重复的字符', '不能与现密码相同'],
  rulesTitle: '新密码的要求',
  present: '现密码',
  next: '新密码',
  presentMissing: '请填写现密码',
  nextMissing: '请填写新密码',
  tooShort: '新密码至少 10 个字符',
  submit: '修改密码',
  done: '密码已修改',
} as const;
