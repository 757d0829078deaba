create table users_main (
  ID int unsigned primary key, Username varchar(20) not null, torrent_pass char(32) not null,
  Enabled enum('0', '1', '2') not null default '0', can_leech tinyint not null default 1,
  Uploaded bigint unsigned not null default 0, Downloaded bigint unsigned not null default 0,
  Visible enum('0', '1') not null default '1'
) engine=InnoDB default charset=utf8mb4;
create table torrents_group (
  ID int unsigned primary key, Name varchar(300) default null
) engine=InnoDB default charset=utf8mb4;
create table torrents (
  ID int unsigned primary key, GroupID int unsigned not null, info_hash blob not null,
  freetorrent varchar(2) not null default '0'
) engine=InnoDB default charset=utf8mb4;
create table torrents_leech_stats (
  TorrentID int unsigned primary key, Snatched int unsigned not null default 0
) engine=InnoDB default charset=utf8mb4;
create table users_freeleeches (
  UserID int unsigned not null, TorrentID int unsigned not null, Time datetime not null,
  Expired tinyint(1) not null default 0, primary key (UserID, TorrentID)
) engine=InnoDB default charset=utf8mb4;
create table xbt_client_whitelist (
  id int unsigned primary key, peer_id varchar(20), vstring varchar(200) default ''
) engine=InnoDB default charset=utf8mb4;
insert into users_main (ID, Username, torrent_pass, Enabled, can_leech) values
  (1, 'enabled', repeat('a', 32), '1', 1), (2, 'unconfirmed', repeat('b', 32), '0', 1),
  (3, 'ratio watch', repeat('c', 32), '1', 0), (4, 'no passkey', '', '1', 1);
update users_main set Uploaded = 1000, Downloaded = 500 where ID = 1;
insert into torrents_group values (10, 'Album');
insert into torrents values
  (1, 10, repeat(x'01', 20), '0'), (2, 10, repeat(x'02', 20), '1'),
  (3, 11, repeat(x'03', 20), '2'), (4, 10, repeat(x'04', 20), '13'),
  (5, 10, repeat(x'05', 20), '7');
insert into torrents_leech_stats values (1, 5);
insert into users_freeleeches values
  (1, 2, from_unixtime(1700000000), 0), (1, 1, from_unixtime(1600000000), 1);
insert into xbt_client_whitelist values (1, '-DE', 'Deluge'), (2, '-TR3', 'TR 3'), (3, '', 'all');
