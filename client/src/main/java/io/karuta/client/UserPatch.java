package io.karuta.client;

/** What is to change of a user; the rest stays. Immutable. */
public final class UserPatch {

  private final Patch patch;

  private UserPatch(Patch patch) {
    this.patch = patch;
  }

  /** Nothing yet. */
  public static UserPatch nothing() {
    return new UserPatch(Patch.NOTHING);
  }

  /** Another passkey; the old one is nobody's from then on. */
  public UserPatch passkey(String passkey) {
    return new UserPatch(patch.with("passkey", passkey));
  }

  /** Another name. */
  public UserPatch name(String name) {
    return new UserPatch(patch.with("name", name));
  }

  /** Whether the user may announce at all. */
  public UserPatch enabled(boolean enabled) {
    return new UserPatch(patch.with("enabled", enabled));
  }

  /** Whether the user may download. */
  public UserPatch canLeech(boolean canLeech) {
    return new UserPatch(patch.with("can_leech", canLeech));
  }

  /** Credit per uploaded byte, 0 to 1000. */
  public UserPatch uploadPercent(int percent) {
    return new UserPatch(patch.with("upload_percent", percent));
  }

  /** Credit per downloaded byte, 0 to 1000. */
  public UserPatch downloadPercent(int percent) {
    return new UserPatch(patch.with("download_percent", percent));
  }

  /** Whether nothing is to change. */
  public boolean isEmpty() {
    return patch.isEmpty();
  }

  Patch patch() {
    return patch;
  }
}
