create table users (
  id int primary key, username varchar(300) not null, passkey varchar(40) not null
) engine=InnoDB default charset=utf8mb4;
create table torrents (
  id int primary key, info_hash varbinary(40), release_name varchar(300) not null
) engine=InnoDB default charset=utf8mb4;
create table xbt_client_whitelist (
  peer_id varchar(20) primary key, vstring varchar(200) not null
) engine=InnoDB default charset=utf8mb4;
insert into users values
  (0, 'zero', 'k'), (1, 'one', repeat('a', 32)), (2, repeat('x', 300), repeat('b', 32));
insert into torrents values
  (1, repeat(x'01', 20), 'first'), (2, repeat('02', 20), 'hex'), (3, null, 'none');
insert into xbt_client_whitelist values ('-UT', 'µTorrent');
