/** What is said where a page, or a part of it, cannot be shown. */
export const broken = {
  fault: { title: '此页未能显示', help: '显示时程序出错，此前已提交的内容不受影响。请重新载入；仍不能显示时，请报告此问题。已存本机的草稿还在。' },
  newer: { title: '系统已更新，请重新载入', help: '服务器上有了新版本，此页的一部分需重新载入才能显示。已存本机的草稿不受影响，载入后可继续填写。' },
  away: { title: '此部分未能载入', help: '未能从服务器取得，可能是网络中断。请检查网络后重新载入。已存本机的草稿不受影响。' },
  what: '出错内容：',
  reload: '重新载入',
  report: '报告此问题',
  reported: '页面未能显示：{{said}}',
  home: '回到首页',
} as const;
