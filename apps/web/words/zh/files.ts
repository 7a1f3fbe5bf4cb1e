/** Files that wait on the device for a network, and what a device without one says. */
export const files = {
  waiting: '未传完的文件',
  kept: '已存本机，联网后自动上传',
  sending: '正在上传 {{percent}}%',
  progress: '{{name}} 上传进度',
  remove: '移除',
  removeOne: '移除 {{name}}',
  unsent: '还有 {{count}} 个文件没有传完：请联网等待，或移除后再提交',
} as const;
