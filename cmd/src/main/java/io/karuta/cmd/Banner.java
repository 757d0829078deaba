package io.karuta.cmd;

import java.io.PrintStream;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What an operator sees when the tracker is up: where it listens, where the credential lies, and
 * commands to copy that lead to a first announce.
 */
final class Banner {

  private final Tracker tracker;

  Banner(Tracker tracker) {
    this.tracker = tracker;
  }

  void print(PrintStream out) {
    List<String> announceUrls = announceUrls();
    InetSocketAddress admin = tracker.adminAddress();
    Path credential = tracker.adminCredential();
    String adminUrl = "https://" + hostAndPort(admin);
    String curl =
        "curl"
            + tracker.adminCertificate().map(file -> " --cacert " + quoted(file)).orElse("")
            + " -H \"Authorization: Bearer $(cat "
            + quoted(credential)
            + ")\" ";
    out.println(Version.text() + " is up");
    out.println("  announces   " + String.join("  ", announceUrls));
    out.println("  admin API   " + adminUrl);
    out.println("  credential  " + credential);
    out.println();
    out.println("Add a user, a client and a torrent, then announce:");
    out.println();
    out.println(
        curl
            + adminUrl
            + "/api/user -d '{\"user_id\":1,\"passkey\":\"0123456789abcdef0123456789abcdef\","
            + "\"can_leech\":true,\"name\":\"alice\"}'");
    out.println(curl + adminUrl + "/api/whitelist -d '{\"prefix\":\"-DE\",\"client\":\"Deluge\"}'");
    out.println(
        curl
            + adminUrl
            + "/api/torrent -d '{\"info_hash\":\"e940a7a57294e4c98f62514b32611e38181b6cae\","
            + "\"torrent_id\":1,\"name\":\"Torrent.Name-GROUP\"}'");
    out.println(
        "curl '"
            + announceUrls.getFirst()
            + "/announce/0123456789abcdef0123456789abcdef?info_hash="
            + "%e9%40%a7%a5r%94%e4%c9%8fbQK2a%1e8%18%1bl%ae&peer_id=-DE203s-5QpPYg7o%213kn"
            + "&port=6881&uploaded=0&downloaded=0&left=0&event=started' ; echo");
    out.flush();
  }

  /** What clients on this machine can use; a listener on every address is there twice. */
  private List<String> announceUrls() {
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < tracker.announceAddresses().size(); i++) {
      InetSocketAddress address = tracker.announceAddresses().get(i);
      String scheme = tracker.listener(i).tls().isPresent() ? "https://" : "http://";
      if (address.getAddress().isAnyLocalAddress()) {
        urls.add(scheme + "127.0.0.1:" + address.getPort());
      }
      if (!(address.getAddress() instanceof Inet4Address any) || !any.isAnyLocalAddress()) {
        urls.add(scheme + hostAndPort(address));
      }
    }
    return urls;
  }

  /** As a client on this machine writes it: an unspecified address becomes loopback. */
  private static String hostAndPort(InetSocketAddress address) {
    boolean ipv6 = address.getAddress() instanceof Inet6Address;
    String host = address.getAddress().getHostAddress();
    if (address.getAddress().isAnyLocalAddress()) {
      host = ipv6 ? "::1" : "127.0.0.1";
    }
    return (ipv6 ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private static String quoted(Path path) {
    String text = path.toString();
    return text.chars().allMatch(c -> Character.isLetterOrDigit(c) || "/._-".indexOf(c) >= 0)
        ? text
        : "'" + text.replace("'", "'\\''") + "'";
  }
}
