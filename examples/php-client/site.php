<?php

declare(strict_types=1);

// A tiny site: tells the tracker what it has, and listens to how its torrents fare.

require __DIR__ . '/Karuta.php';

// What a site keeps in its database.
$users = [['user_id' => 1, 'passkey' => '0123456789abcdef0123456789abcdef', 'name' => 'alice']];
$torrents = [[
    'torrent_id' => 1,
    'info_hash' => 'e940a7a57294e4c98f62514b32611e38181b6cae',
    'name' => 'Torrent.Name-GROUP',
]];

$tracker = new Karuta(
    getenv('KARUTA_ADMIN_URL'),
    file_get_contents(getenv('KARUTA_CREDENTIAL_FILE')),
    getenv('KARUTA_ADMIN_CERTIFICATE') ?: null);

// Somebody signs up, and uploads a torrent; clients of one kind may announce.
$tracker->putClient('-DE', 'Deluge');
foreach ($users as $user) {
    $tracker->putUser($user['user_id'], $user['passkey'], $user['name']);
}
foreach ($torrents as $torrent) {
    $tracker->putTorrent($torrent['torrent_id'], $torrent['info_hash'], $torrent['name']);
}
echo "registered\n";

// A bonus, given once however often this line runs.
$totals = $tracker->increaseTotals(1, ['credited_uploaded' => 5_000_000_000], 'welcome-1');
echo "credit of alice: {$totals['credited_uploaded']}\n";

// What is refused says why.
try {
    $tracker->putUser(2, $users[0]['passkey'], 'bob');
} catch (KarutaRefused $refused) {
    echo "refused: {$refused->error}, " . implode(', ', array_keys($refused->fields)) . "\n";
}

// At night: does the tracker hold what the site has? If not, it does now.
$done = $tracker->reconcile('torrents', $torrents);
echo "reconciled: {$done['created']} created, {$done['changed']} changed, {$done['removed']} removed\n";

// Counts: all of them once, then those that change.
$show = static function (array $item): void {
    echo "torrent {$item['torrent_id']}: {$item['seeders']} seeders, {$item['leechers']} leechers\n";
};
$counts = $tracker->counts();
array_map($show, $counts['items']);
$events = (int) ($argv[1] ?? 0);
if ($events > 0) {
    echo "listening\n";
    foreach ($tracker->events($counts['change']) as [$event, $change, $items]) {
        foreach ($event === 'counts' ? $items : [] as $item) {
            $show($item);
            if (--$events === 0) {
                exit;
            }
        }
    }
}
