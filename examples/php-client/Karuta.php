<?php

declare(strict_types=1);

/** The tracker did not do it: status, code such as "conflict", and what is wrong by field. */
final class KarutaRefused extends RuntimeException
{
    /** @param array<string, string> $fields */
    public function __construct(
        public readonly int $status,
        public readonly string $error,
        string $message,
        public readonly array $fields
    ) {
        parent::__construct($message);
    }
}

/**
 * The tracker's admin API for a site in PHP. Copy this file: it needs PHP 8.1 with openssl and
 * nothing else, not even curl.
 */
final class Karuta
{
    private readonly string $url;
    private readonly string $token;

    /**
     * @param string $url such as https://127.0.0.1:6970
     * @param ?string $certificate the file to trust, if the certificate is no public one
     */
    public function __construct(
        string $url,
        string $token,
        private readonly ?string $certificate = null,
        private readonly float $timeout = 30.0
    ) {
        $this->url = rtrim($url, '/');
        $this->token = trim($token);
    }

    // --- torrents, users, clients -----------------------------------------------------------------

    /** Registers or replaces; $more: status, reason, upload_percent, download_percent. */
    public function putTorrent(int $torrentId, string $infoHash, string $name, array $more = []): array
    {
        return $this->call(
            'PUT', "/v1/torrents/$infoHash", ['torrent_id' => $torrentId, 'name' => $name] + $more);
    }

    public function changeTorrent(string $infoHash, array $fields): array
    {
        return $this->call('PATCH', "/v1/torrents/$infoHash", $fields);
    }

    public function deleteTorrent(string $infoHash): void
    {
        $this->call('DELETE', "/v1/torrents/$infoHash");
    }

    /** Adds or replaces; $more: enabled, can_leech, upload_percent, download_percent. */
    public function putUser(int $userId, string $passkey, string $name, array $more = []): array
    {
        return $this->call(
            'PUT', "/v1/users/$userId", ['passkey' => $passkey, 'name' => $name] + $more);
    }

    public function changeUser(int $userId, array $fields): array
    {
        return $this->call('PATCH', "/v1/users/$userId", $fields);
    }

    public function deleteUser(int $userId): void
    {
        $this->call('DELETE', "/v1/users/$userId");
    }

    /**
     * Adds to uploaded, credited_uploaded and so on. With a key of your own, such as "bonus-4711",
     * it is added once however often you call.
     */
    public function increaseTotals(int $userId, array $by, ?string $key = null): array
    {
        return $this->call('POST', "/v1/users/$userId/totals/increase", $by, $key);
    }

    /** Lets clients announce whose peer ids begin with the prefix. */
    public function putClient(string $prefix, string $name): array
    {
        return $this->call('PUT', '/v1/clients/' . rawurlencode($prefix), ['name' => $name]);
    }

    // --- many at once -----------------------------------------------------------------------------

    /**
     * What became of each change.
     *
     * @param string $kind torrents, users, clients or tokens
     * @param list<array> $items each with 'op' => 'put', 'patch' or 'delete'
     */
    public function bulk(string $kind, array $items, bool $atomic = false, ?string $key = null): array
    {
        return $this->call('POST', "/v1/$kind/bulk", ['atomic' => $atomic, 'items' => $items], $key);
    }

    /**
     * Makes the tracker hold these and no others; how many were created, changed and removed. A dry
     * run only tells.
     */
    public function reconcile(string $kind, array $items, bool $dryRun = false): array
    {
        $query = $dryRun ? '?dry_run=true' : '';
        return $this->call('POST', "/v1/$kind/reconcile$query", ['items' => $items]);
    }

    // --- counts -----------------------------------------------------------------------------------

    /**
     * Change, complete and items of torrent_id, seeders, leechers, snatches: of all torrents, or of
     * those that changed since an earlier answer's change.
     */
    public function counts(?string $since = null): array
    {
        $query = $since === null ? '' : '?since=' . rawurlencode($since);
        return $this->call('GET', "/v1/counts$query");
    }

    /**
     * Waits for changes and yields them: [event (counts, removed or reset), change, items]. Ends
     * when the tracker does; go on with the last change that you have seen.
     */
    public function events(string $change): Generator
    {
        $headers = ['Accept: text/event-stream', "Last-Event-ID: $change"];
        $stream = $this->open('GET', '/v1/counts/events', $headers, null);
        $status = $this->status(stream_get_meta_data($stream)['wrapper_data']);
        if ($status !== 200) {
            $this->refuse($status, (string) stream_get_contents($stream));
        }
        $event = 'message';
        $data = [];
        while (($line = fgets($stream)) !== false) {
            [$field, $value] = explode(':', rtrim($line, "\r\n"), 2) + [1 => ''];
            $value = str_starts_with($value, ' ') ? substr($value, 1) : $value;
            if ($field === 'event') {
                $event = $value;
            } elseif ($field === 'id') {
                $change = $value;
            } elseif ($field === 'data') {
                $data[] = $value;
            } elseif ($field === '' && $value === '' && $data !== []) {
                yield [$event, $change, $this->decode(implode("\n", $data))];
                $event = 'message';
                $data = [];
            }
        }
        fclose($stream);
    }

    // --- how calls are made -----------------------------------------------------------------------

    /** One call; its answer as PHP values. */
    public function call(string $method, string $path, ?array $body = null, ?string $key = null): array
    {
        $headers = [];
        if ($method === 'POST' || $method === 'PATCH') {
            // The tracker does it once, so a call whose answer is lost can be made again.
            $headers[] = 'Idempotency-Key: ' . ($key ?? bin2hex(random_bytes(16)));
        }
        $json = $body === null ? null : json_encode((object) $body, JSON_THROW_ON_ERROR);
        $stream = $this->open($method, $path, $headers, $json);
        $answer = (string) stream_get_contents($stream);
        $status = $this->status(stream_get_meta_data($stream)['wrapper_data']);
        fclose($stream);
        if ($status >= 400) {
            $this->refuse($status, $answer);
        }
        return $answer === '' ? [] : $this->decode($answer);
    }

    /** @return resource */
    private function open(string $method, string $path, array $headers, ?string $json)
    {
        $headers[] = "Authorization: Bearer {$this->token}";
        $headers[] = 'Connection: close';
        if ($json !== null) {
            $headers[] = 'Content-Type: application/json';
        }
        $tls = $this->certificate === null ? [] : ['cafile' => $this->certificate];
        $context = stream_context_create([
            'http' => [
                'method' => $method,
                'header' => $headers,
                'content' => $json ?? '',
                'timeout' => $this->timeout,
                'ignore_errors' => true,
                'follow_location' => 0,
                'protocol_version' => 1.1,
            ],
            'ssl' => $tls + ['verify_peer' => true, 'verify_peer_name' => true],
        ]);
        $stream = @fopen($this->url . $path, 'rb', false, $context);
        if ($stream === false) {
            throw new RuntimeException(
                "no answer from {$this->url}: " . (error_get_last()['message'] ?? ''));
        }
        return $stream;
    }

    private function status(array $headers): int
    {
        return (int) explode(' ', $headers[0])[1];
    }

    private function decode(string $json): array
    {
        return json_decode($json, true, 64, JSON_THROW_ON_ERROR);
    }

    private function refuse(int $status, string $answer): never
    {
        $problem = json_decode($answer, true) ?? [];
        throw new KarutaRefused(
            $status,
            $problem['error'] ?? '',
            $problem['message'] ?? "status $status",
            $problem['fields'] ?? []);
    }
}
