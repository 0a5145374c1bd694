package io.tunnelwatch.web.internal.page;

import io.tunnelwatch.web.internal.http.Answer;
import io.tunnelwatch.web.internal.http.BodyReader;
import io.tunnelwatch.web.internal.http.Methods;
import io.tunnelwatch.web.internal.http.Problem;
import io.tunnelwatch.web.internal.http.SecurityHeaders;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/**
 * The page as a servlet. Its files hold no data and are everybody's, the login among them; all data comes from the API,
 * which asks who wants it.
 */
public final class Page extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /** Where the files lie below the page. */
    public static final String ASSETS = "/assets";

    /** The addresses of the page, each of which a script of it shows. */
    private static final Pattern VIEW =
            Pattern.compile("/|/(login|history|peers|silences|statistics|health)|/alerts/[0-9a-f-]{1,36}");

    private static final Pattern ASSET = Pattern.compile(ASSETS + "/([0-9a-f]{1,64})/(.+)");

    /** The version is in the address: what is there once never changes. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private static final String ASK_EACH_TIME = "no-cache";

    private final String path;
    private final transient PageFiles files;

    /** @param path of the page, without a slash at its end */
    public Page(String path, PageFiles files) {
        this.path = path;
        this.files = files;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        SecurityHeaders.put(response);
        BodyReader.leaveUnread(request, response);
        answer(request).send(request, response);
    }

    private Answer answer(HttpServletRequest request) {
        if (!Methods.isSafe(request.getMethod())) {
            return new Problem(405, "The page is only got; changes are made by the API")
                    .withHeader("Allow", "GET, HEAD")
                    .answer();
        }
        String wanted = Optional.ofNullable(request.getPathInfo()).orElse("");
        if (wanted.isEmpty()) {
            return (to, response) -> response.sendRedirect(path + "/");
        }
        Matcher asset = ASSET.matcher(wanted);
        if (asset.matches()) {
            return asset(asset.group(1), asset.group(2));
        }
        return files.index().answer(VIEW.matcher(wanted).matches() ? 200 : 404, ASK_EACH_TIME);
    }

    /** A page that was opened before an update still gets files, newer ones. */
    private Answer asset(String version, String name) {
        boolean current = version.equals(files.version());
        return files.find(name)
                .map(file -> file.answer(200, current ? FOR_EVER : ASK_EACH_TIME))
                .orElseGet(() -> new Problem(404, "The page has no such file").answer());
    }
}
