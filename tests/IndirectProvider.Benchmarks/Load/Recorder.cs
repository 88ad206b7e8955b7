using System.Data.Common;
using IndirectProvider.Accounts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IndirectProvider.Benchmarks.Load;

/// <summary>Notes what requests ask of the database, and how often a password is hashed for them; not what workers do beside them.</summary>
internal sealed class Recorder(IHttpContextAccessor requests) : DbCommandInterceptor
{
    private readonly List<RecordedCommand> commands = [];
    private int hashes;

    /// <summary>Gives what was noted since the last time.</summary>
    public (IReadOnlyList<RecordedCommand> Commands, int Hashes) Take()
    {
        lock (commands)
        {
            var taken = (commands.ToList(), hashes);
            commands.Clear();
            hashes = 0;
            return taken;
        }
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Note(command, reads: true);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(command, reads: false);
        return ValueTask.FromResult(result);
    }

    /// <inheritdoc/>
    public override ValueTask<InterceptionResult<object>> ScalarExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        Note(command, reads: true);
        return ValueTask.FromResult(result);
    }

    private void Note(DbCommand command, bool reads)
    {
        if (requests.HttpContext is not null)
        {
            var parameters = command.Parameters.Cast<DbParameter>().Select(p => RecordedParameter.Of(p.ParameterName, p.Value)).ToList();
            lock (commands)
            {
                commands.Add(new RecordedCommand(command.CommandText, parameters, reads));
            }
        }
    }

    private void NoteHash()
    {
        if (requests.HttpContext is not null)
        {
            Interlocked.Increment(ref hashes);
        }
    }

    /// <summary>The portal's own hasher, counted.</summary>
    internal sealed class CountedHasher(Recorder recorder, PasswordHasher<PortalUser> hasher) : IPasswordHasher<PortalUser>
    {
        public string HashPassword(PortalUser user, string password)
        {
            recorder.NoteHash();
            return hasher.HashPassword(user, password);
        }

        public PasswordVerificationResult VerifyHashedPassword(PortalUser user, string hashedPassword, string providedPassword)
        {
            recorder.NoteHash();
            return hasher.VerifyHashedPassword(user, hashedPassword, providedPassword);
        }
    }
}
