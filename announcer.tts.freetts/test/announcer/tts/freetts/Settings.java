package announcer.tts.freetts;

import java.lang.annotation.Annotation;

/** A configuration as a value. */
record Settings(int poolSize, boolean warmUp) implements FreeTtsConfig {
    @Override
    public Class<? extends Annotation> annotationType() {
        return FreeTtsConfig.class;
    }
}
