-- The tracker's own tables. One text for MariaDB and for H2 in MariaDB mode.
-- Times are seconds since 1970. Names are compared byte for byte, so case counts.

create table users (
  user_id bigint not null primary key,
  passkey varchar(64) character set ascii collate ascii_bin not null,
  name varchar(255) not null default '',
  enabled boolean not null default true,
  can_leech boolean not null default true,
  upload_percent int not null default 100,
  download_percent int not null default 100,
  uploaded bigint not null default 0,
  downloaded bigint not null default 0,
  credited_uploaded bigint not null default 0,
  credited_downloaded bigint not null default 0,
  seed_seconds bigint not null default 0,
  leech_seconds bigint not null default 0,
  snatches bigint not null default 0,
  unique key users_passkey (passkey)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin;

create table torrents (
  torrent_id bigint not null primary key,
  info_hash binary(20) not null,
  name varchar(255) not null default '',
  -- active, disabled or awaiting-approval
  status varchar(20) not null default 'active',
  -- why it is disabled, in the site's words: what clients are told
  reason varchar(255) not null default '',
  upload_percent int not null default 100,
  download_percent int not null default 100,
  snatches bigint not null default 0,
  seeders int not null default 0,
  leechers int not null default 0,
  -- last announce of any peer
  announced_at bigint,
  unique key torrents_info_hash (info_hash)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin;

create table clients (
  prefix varchar(20) character set ascii collate ascii_bin not null primary key,
  name varchar(255) not null default ''
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin;

-- What each user did with each torrent, from the first announce on.
create table history (
  user_id bigint not null,
  torrent_id bigint not null,
  uploaded bigint not null default 0,
  downloaded bigint not null default 0,
  credited_uploaded bigint not null default 0,
  credited_downloaded bigint not null default 0,
  seed_seconds bigint not null default 0,
  leech_seconds bigint not null default 0,
  -- finished downloads, and when the first one was
  snatches int not null default 0,
  snatched_at bigint,
  first_announce bigint not null,
  last_announce bigint not null,
  -- whether the user's client was in the swarm after the last announce
  active boolean not null,
  left_bytes bigint not null,
  client varchar(255) not null default '',
  announces bigint not null default 0,
  primary key (user_id, torrent_id),
  key history_torrent (torrent_id)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin;

-- How far each ring of deltas was delivered; written in the transaction of each batch.
create table delivered (
  ring varchar(36) character set ascii collate ascii_bin not null primary key,
  last_sequence bigint not null,
  delivered_at bigint not null
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin;
