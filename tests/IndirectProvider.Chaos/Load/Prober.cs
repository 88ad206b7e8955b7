using System.Diagnostics;
using System.Net;
using IndirectProvider.Chaos.Servers;
using IndirectProvider.Testing.Given;
using IndirectProvider.Testing.Html;

namespace IndirectProvider.Chaos.Load;

/// <summary>Somebody who opens a page twice a second and looks at the clock, whatever is broken.</summary>
internal sealed class Prober(Cluster cluster, GivenMember self)
{
    /// <summary>How long a page may take, whatever is away.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly string[] Paths = ["/customers", "/orders", "/subscriptions", "/indirect-resellers"];

    private readonly CancellationTokenSource closing = new();
    private readonly Dictionary<string, int> answers = [];
    private Task work = Task.CompletedTask;
    private int unclear;

    /// <summary>The longest wait for an answer.</summary>
    public TimeSpan Slowest { get; private set; }

    /// <summary>Begins.</summary>
    public async Task BeginAsync()
    {
        var browser = cluster.NewBrowser();
        var form = (await browser.OpenAsync("/sign-in")).Form("Sign in").Fill("E-mail or user name", self.UserName).Fill("Password", GivenPortal.Password);
        (await form.SubmitAsync("Sign in")).Expect(HttpStatusCode.Found);
        work = Task.Run(() => WorkAsync(browser));
    }

    /// <summary>Ends, and says what was seen.</summary>
    public async Task EndAsync(Findings findings)
    {
        await closing.CancelAsync();
        await work;
        findings.Count("pages opened during the faults", $"{string.Join(", ", answers.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Value} x {a.Key}"))}");
        findings.Count("slowest of them", $"{Slowest.TotalSeconds:0.0} s");
        if (unclear > 0)
        {
            findings.Add($"{unclear} pages said 503 without saying why.");
        }

        findings.AddAll("A page answered", answers.Keys.Where(a => a is not ("OK" or "503" or "lost")));
    }

    private async Task WorkAsync(PortalClient browser)
    {
        for (var n = 0; !closing.IsCancellationRequested; n++)
        {
            var watch = Stopwatch.StartNew();
            string answer;
            try
            {
                answer = (await browser.GetAsync(Paths[n % Paths.Length])).Status.ToString();
            }
            catch (TurnedAwayException page)
            {
                answer = "503";
                unclear += page.Message.Contains("Try again in a minute", StringComparison.Ordinal) ? 0 : 1;
            }
            catch (AnswerLostException)
            {
                answer = "lost";
            }

            Slowest = watch.Elapsed > Slowest ? watch.Elapsed : Slowest;
            answers[answer] = answers.GetValueOrDefault(answer) + 1;
            await Task.Delay(500, CancellationToken.None);
        }
    }
}
