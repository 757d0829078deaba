/** What all routes have in common: calls, answers, paths, preconditions, the audit log. */
@NullMarked
package io.karuta.admin.web;

import org.jspecify.annotations.NullMarked;
