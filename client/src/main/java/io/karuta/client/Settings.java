package io.karuta.client;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed while the tracker runs, as it is in effect. Immutable.
 *
 * @param interval seconds that clients are told to wait between announces
 * @param minInterval seconds that they are told to wait at least
 * @param uploadPercent global credit per uploaded byte, 100 is par
 * @param downloadPercent global credit per downloaded byte, 100 is par, 0 is freeleech
 * @param factorsEnd when the factors go back to the file's, seconds since 1970; null for never
 */
public record Settings(
    int interval,
    int minInterval,
    int uploadPercent,
    int downloadPercent,
    @JsonSetter(nulls = Nulls.SET) @Nullable Long factorsEnd) {}
