interface Told {
  status: number;
  /** The field at fault, as a change of password names it, or a new account. */
  field?: 'present' | 'next' | 'login' | 'displayName';
  zh: string;
  en: string;
}

/** What a refused sign-in, refresh or change of password is told; by the codes of libs/identity. */
export const SIGN_IN_REFUSALS: Record<string, Told> = {
  credentials: { status: 401, zh: '登录名或密码不正确', en: 'The login or the password is not right' },
  'locked-out': { status: 429, zh: '失败次数过多，请稍后再试', en: 'Too many failures: try again later' },
  'account-locked': { status: 403, zh: '账号已锁定，请联系系统管理员', en: 'The account is locked: ask the system administrator' },
  'account-disabled': { status: 403, zh: '账号已停用，请联系系统管理员', en: 'The account is disabled: ask the system administrator' },
  'no-grant': { status: 403, zh: '账号尚未授予角色，请联系安全保密管理员', en: 'The account has no role yet: ask the security administrator' },
  'unit-not-held': { status: 403, zh: '您在该单位没有角色', en: 'You hold no role in that unit' },
  'session-ended': { status: 401, zh: '登录已结束，请重新登录', en: 'The session has ended: sign in again' },
  'refresh-invalid': { status: 401, zh: '刷新令牌无效，请重新登录', en: 'The refresh token is not valid: sign in again' },
  'refresh-expired': { status: 401, zh: '登录已过期，请重新登录', en: 'The session has expired: sign in again' },
  'refresh-revoked': { status: 401, zh: '登录已被撤销，请重新登录', en: 'The session was revoked: sign in again' },
  'refresh-superseded': { status: 409, zh: '该令牌刚被另一窗口刷新，请使用新令牌', en: 'The token was refreshed a moment ago by another window: use its new one' },
  'refresh-reused': { status: 401, zh: '该令牌早已使用过，登录已撤销，请重新登录并检查是否泄露', en: 'The token was used long ago: the session is revoked. Sign in again, and check who has a copy' },
  'present-password-wrong': { status: 422, field: 'present', zh: '现密码不正确', en: 'The present password is not right' },
  'password-too-short': { status: 422, field: 'next', zh: '密码至少 10 个字符', en: 'A password has at least ten characters' },
  'password-too-long': { status: 422, field: 'next', zh: '密码过长', en: 'The password is too long' },
  'password-is-login': { status: 422, field: 'next', zh: '密码不能与用户名相同', en: 'The password must not be the login' },
  'password-too-common': { status: 422, field: 'next', zh: '密码过于常见，请换一个', en: 'The password is one of the worst known: choose another' },
  'password-unchanged': { status: 422, field: 'next', zh: '新密码不能与现密码相同', en: 'The new password must differ from the present one' },
};

/** What a refused act of an administrator is told. Password refusals are shared with the person's own change. */
export const ACCOUNT_REFUSALS: Record<string, Told> = {
  ...SIGN_IN_REFUSALS,
  'login-taken': { status: 409, field: 'login', zh: '用户名已被使用', en: 'The login is taken' },
  'login-malformed': { status: 422, field: 'login', zh: '用户名应为 2 至 64 个字母、数字、点或横线', en: 'A login has 2 to 64 letters, digits, dots or dashes' },
  'name-missing': { status: 422, field: 'displayName', zh: '请填写姓名', en: 'Give the name' },
  'person-taken': { status: 409, zh: '人员编号已被使用', en: 'The person id is taken' },
  'account-not-found': { status: 404, zh: '找不到该账号', en: 'There is no such account' },
  'subject-not-found': { status: 404, zh: '没有这个人员编号', en: 'Nobody has this id' },
  'own-account': { status: 403, zh: '不能停用、启用或删除自己', en: 'Nobody disables, activates or erases themselves' },
  'own-grant': { status: 403, zh: '不能给自己授权或撤权', en: 'Nobody grants to or takes from themselves' },
  'already-granted': { status: 409, zh: '已有该角色', en: 'The role is held already' },
  'grant-not-found': { status: 404, zh: '没有该角色', en: 'The role is not held' },
  'plan-limit-not-applicable': { status: 422, zh: '该角色不能限定于某个计划', en: 'This role cannot be limited to a plan' },
  'period-malformed': { status: 422, zh: '起止时间不正确', en: 'The period is not valid' },
  'administrator-with-business-role': { status: 409, zh: '管理员不能兼任业务角色', en: 'An administrator holds no business role' },
  'operator-with-oversight': { status: 409, zh: '运维不能兼任安全保密管理员或审计员', en: 'An operator is neither security administrator nor auditor' },
  'two-administrator-roles': { status: 409, zh: '三员分立：一人不能兼任两员', en: 'Separated powers: nobody holds two administrators’ roles' },
};
