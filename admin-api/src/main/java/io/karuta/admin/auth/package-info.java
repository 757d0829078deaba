/** Who may call: credentials in a file, and how strangers are slowed. */
@NullMarked
package io.karuta.admin.auth;

import org.jspecify.annotations.NullMarked;
