package announcer.monitor.metrics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/** The text formats that metrics can be read in. */
public enum TextFormat {
    /** Version 0.0.4 of Prometheus' own. */
    PROMETHEUS,
    /** Version 1.0.0 of OpenMetrics. */
    OPEN_METRICS;

    private ExpositionFormatWriter writer() {
        return switch (this) {
            case PROMETHEUS -> PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();
            case OPEN_METRICS -> OpenMetricsTextFormatWriter.builder().setCreatedTimestampsEnabled(false).build();
        };
    }

    /** @param accept the header of this name; null: none was sent */
    static TextFormat of(String accept) {
        String wish = accept == null ? "" : accept.toLowerCase(Locale.ROOT);
        return wish.contains("application/openmetrics-text") ? OPEN_METRICS : PROMETHEUS;
    }

    String contentType() {
        return writer().getContentType();
    }

    public void write(ByteArrayOutputStream to, MetricSnapshots metrics) throws IOException {
        // Names of ours are of letters, digits and underscores: nothing is ever escaped.
        writer().write(to, metrics, EscapingScheme.UNDERSCORE_ESCAPING);
    }
}
