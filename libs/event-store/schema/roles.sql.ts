/** The role that processes act as. It may be a login role already; then it is left as it is. Roles belong to the whole cluster. */
export const rolesSql = `
do $$
begin
  if not exists (select from pg_roles where rolname = 'duban_app') then
    create role duban_app nologin;
  end if;
exception
  -- Two databases of one cluster migrated at the same moment.
  when duplicate_object or unique_violation then null;
end
$$;
`;
