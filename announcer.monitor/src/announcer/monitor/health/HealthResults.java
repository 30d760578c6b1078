package announcer.monitor.health;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;

import announcer.api.stream.Urls;

/**
 * The results of all health checks with the tag {@code announcer}, whichever bundle they come from. Felix's executor runs them under a
 * deadline and keeps the results for 2 s, so that asking often costs little.
 */
@Component(service = HealthResults.class)
public class HealthResults {
    private static final String TAG = "announcer";

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile HealthCheckExecutor executor;

    /** Returns all results, by name; empty when there is no executor. */
    public Optional<List<HealthCheckExecutionResult>> results() {
        return Optional.ofNullable(executor).map(e -> {
            List<HealthCheckExecutionResult> results = new ArrayList<>(e.execute(HealthCheckSelector.tags(TAG)));
            results.sort(Comparator.comparing(r -> r.getHealthCheckMetadata().getTitle()));
            return results;
        });
    }

    /** Returns the worst status. Without any result nothing is known, which is an error. */
    static Status overall(List<HealthCheckExecutionResult> results) {
        return results.stream().map(r -> r.getHealthCheckResult().getStatus()).max(Comparator.naturalOrder())
                .orElse(Status.HEALTH_CHECK_ERROR);
    }

    /** Returns the results as JSON, without secrets. */
    public static JsonObject json(List<HealthCheckExecutionResult> results) {
        JsonArray checks = new JsonArray();
        for (HealthCheckExecutionResult r : results) {
            Result result = r.getHealthCheckResult();
            JsonArray messages = new JsonArray();
            for (ResultLog.Entry e : result) {
                messages.add(Urls.masked(e.getMessage()));
            }
            JsonObject check = new JsonObject();
            check.addProperty("name", r.getHealthCheckMetadata().getTitle());
            check.addProperty("status", result.getStatus().name());
            check.add("messages", messages);
            checks.add(check);
        }
        JsonObject json = new JsonObject();
        json.addProperty("status", overall(results).name());
        json.add("checks", checks);
        return json;
    }
}
