-- Tokens; and what the admin API has to remember over a restart.

-- What one user is credited for one torrent beyond the factors of both.
create table tokens (
  user_id bigint not null,
  torrent_id bigint not null,
  upload_percent int not null default 100,
  download_percent int not null default 0,
  -- from when on it counts no more; 0 for never
  expires_at bigint not null default 0,
  primary key (user_id, torrent_id)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin;

-- Requests that were answered and must not be done again; kept for a day.
create table karuta_request_keys (
  request_key varchar(200) character set ascii collate ascii_bin not null primary key,
  -- SHA-256 of what was asked, in hexadecimal digits
  fingerprint varchar(64) character set ascii collate ascii_bin not null,
  -- what came of it; under the empty key, the mark of the last save
  answer mediumtext not null,
  answered_at bigint not null,
  key karuta_request_keys_answered_at (answered_at)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin;

-- What was changed while the tracker ran.
create table karuta_settings (
  name varchar(64) character set ascii collate ascii_bin not null primary key,
  setting_value bigint not null
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin;
