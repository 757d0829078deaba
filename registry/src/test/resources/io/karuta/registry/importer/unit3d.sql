create table `groups` (
  id int unsigned primary key, slug varchar(255) not null,
  is_freeleech tinyint(1) not null default 0, is_double_upload tinyint(1) not null default 0
) engine=InnoDB default charset=utf8mb4;
create table users (
  id int unsigned primary key, username varchar(255) not null, passkey varchar(255) not null,
  group_id int unsigned not null, can_download tinyint(1) default null,
  uploaded bigint unsigned not null default 0, downloaded bigint unsigned not null default 0,
  deleted_at timestamp null
) engine=InnoDB default charset=utf8mb4;
create table torrents (
  id int unsigned primary key, name varchar(255) not null, info_hash varbinary(20) not null,
  status smallint not null, free smallint not null default 0, doubleup tinyint(1) not null default 0,
  times_completed int not null default 0, deleted_at timestamp null
) engine=InnoDB default charset=utf8mb4;
create table freeleech_tokens (
  id int unsigned primary key, user_id int unsigned not null, torrent_id int unsigned not null
) engine=InnoDB default charset=utf8mb4;
create table personal_freeleeches (user_id int unsigned not null) engine=InnoDB;
create table featured_torrents (torrent_id int unsigned not null) engine=InnoDB;
insert into `groups` values
  (1, 'owner', 0, 0), (2, 'banned', 0, 0), (3, 'user', 0, 0), (4, 'donor', 1, 1);
insert into users (id, username, passkey, group_id, can_download, deleted_at) values
  (1, 'owner', repeat('a', 32), 1, 1, null),
  (2, 'banned', repeat('b', 32), 2, 1, null),
  (3, 'no leech', repeat('c', 32), 3, 0, null),
  (4, 'donor', repeat('d', 32), 4, 1, null),
  (5, 'personal', repeat('e', 32), 3, null, null),
  (6, 'deleted', repeat('f', 32), 3, 1, '2024-01-01 00:00:00'),
  (7, 'no passkey', '', 3, 1, null),
  (8, 'bad passkey', 'not / one', 3, 1, null);
update users set uploaded = 1000, downloaded = 500 where id = 1;
update users set downloaded = 20 where id = 6;
update users set uploaded = 30 where id = 7;
insert into personal_freeleeches values (5);
insert into torrents (id, name, info_hash, status, free, doubleup, times_completed, deleted_at)
values
  (1, 'plain', repeat(x'01', 20), 1, 0, 0, 11, null),
  (2, 'pending', repeat(x'02', 20), 0, 0, 0, 0, null),
  (3, 'rejected', repeat(x'03', 20), 2, 0, 0, 0, null),
  (4, 'half free', repeat(x'04', 20), 1, 50, 1, 0, null),
  (5, 'featured', repeat(x'05', 20), 1, 0, 0, 0, null),
  (6, 'deleted', repeat(x'06', 20), 1, 0, 0, 0, '2024-01-01 00:00:00'),
  (7, 'deleted before', repeat(x'07', 20), 1, 0, 0, 0, '2024-01-01 00:00:00'),
  (8, 'uploaded again', repeat(x'07', 20), 1, 0, 0, 0, null),
  (9, 'short', x'010203', 1, 0, 0, 0, null),
  (10, 'too free', repeat(x'0a', 20), 1, 101, 0, 0, null);
insert into featured_torrents values (5);
insert into freeleech_tokens values (1, 3, 1), (2, 3, 1);
