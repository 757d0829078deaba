-- Several handlers can be delivered to, each with progress of its own; and rows that the tables
-- refuse are kept.

-- How far each ring of deltas was delivered; written in the transaction of each batch.
create table karuta_delivery (
  ring varchar(36) character set ascii collate ascii_bin not null,
  -- what the configuration calls the handler
  handler varchar(64) character set ascii collate ascii_bin not null,
  last_sequence bigint not null,
  delivered_at bigint not null,
  primary key (ring, handler)
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin;

insert into karuta_delivery (ring, handler, last_sequence, delivered_at)
  select ring, 'sql', last_sequence, delivered_at from delivered;

drop table delivered;

-- Rows that a statement's table refused for their values.
create table karuta_dead_letters (
  id bigint not null auto_increment primary key,
  ring varchar(36) character set ascii collate ascii_bin not null,
  handler varchar(64) character set ascii collate ascii_bin not null,
  -- the row's first and last delta
  first_sequence bigint not null,
  last_sequence bigint not null,
  -- which statement, and where it stands in the configuration
  statement_text varchar(1000) not null,
  -- all its parameters, as a JSON object
  row_values text not null,
  -- what the database said
  reason varchar(1000) not null,
  created_at bigint not null
) engine=InnoDB default charset=utf8mb4 collate=utf8mb4_bin;
