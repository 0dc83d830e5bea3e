-- What a PostgreSQL server (15+) needs before the hub can use it. Run once, as an administrator.
-- ${owner}    owns the database and its tables, runs the migrations
-- ${app}      the login the hub works with: no superuser, no BYPASSRLS, sees one club at a time
-- ${platform} the role the hub takes for a moment when work spans clubs (SET LOCAL ROLE)
-- The owner may be the app login itself where a server gives only one.
create role ${platform} nologin;
create role ${owner} login noinherit password '${ownerPassword}';
create role ${app} login noinherit password '${appPassword}';
grant ${platform} to ${owner};
grant ${platform} to ${app};
create database ${database} owner ${owner} template template0 encoding 'UTF8';
