package org.apache.log4j;

/** Named by MaryTTS's signatures only: where its log goes is SLF4J's affair. */
public interface Appender {}
