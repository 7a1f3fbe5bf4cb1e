/**
 * 三员 by the database as well: the same rule as separation.ts, for whatever way a grant comes in. The account's row is locked
 * first, so that two grants at the same moment see each other.
 */
export const powersSql = `
create function auth.power_of(p_role text) returns text language sql immutable as $$
  select case when p_role in ('systemAdmin', 'securityAdmin', 'auditor', 'operator') then p_role else 'business' end
$$;

create function auth.powers_conflict(p_a text, p_b text) returns boolean language sql immutable as $$
  select auth.power_of(p_a) <> auth.power_of(p_b)
     and not (array[auth.power_of(p_a), auth.power_of(p_b)] <@ array['systemAdmin', 'operator'])
     and not (array[auth.power_of(p_a), auth.power_of(p_b)] <@ array['business', 'operator'])
$$;

create function auth.keep_powers_separate() returns trigger language plpgsql as $$
declare
  v_other text;
begin
  perform from auth.accounts a where a.id = new.account_id for update;
  select g.role into v_other
    from auth.grants g
   where g.account_id = new.account_id and g.id <> new.id
     and tstzrange(g.since, g.until) && tstzrange(new.since, new.until)
     and auth.powers_conflict(g.role, new.role)
   limit 1;
  if found then
    raise exception 'role % cannot be held beside %', new.role, v_other
      using errcode = 'check_violation', constraint = 'powers_separate';
  end if;
  return new;
end
$$;
create trigger powers_separate before insert or update on auth.grants
  for each row execute function auth.keep_powers_separate();
`;
