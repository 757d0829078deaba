/** Posts what users transferred to an HTTP endpoint: a delta handler from outside the tracker. */
@NullMarked
package org.example.httpdeltas;

import org.jspecify.annotations.NullMarked;
