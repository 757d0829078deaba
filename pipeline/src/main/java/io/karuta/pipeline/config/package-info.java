/**
 * How a part of the tracker reads its settings without knowing the file format: typed getters that
 * collect problems instead of throwing.
 */
@NullMarked
package io.karuta.pipeline.config;

import org.jspecify.annotations.NullMarked;
