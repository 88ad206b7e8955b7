using System.Diagnostics.CodeAnalysis;

namespace IndirectProvider;

/// <summary>The outcome of a verb that returns nothing: done, or the errors that kept it from being done.</summary>
public class Result
{
    /// <summary>Done.</summary>
    public static readonly Result Done = new([]);

    /// <summary>Creates an outcome; an empty list means success.</summary>
    protected Result(IReadOnlyList<Error> errors) => Errors = errors;

    /// <summary>Why it was not done; empty when it was.</summary>
    public IReadOnlyList<Error> Errors { get; }

    /// <summary>Whether it was done.</summary>
    public bool Succeeded => Errors.Count == 0;

    /// <summary>Not done because of one error.</summary>
    public static implicit operator Result(Error error) => new([error]);

    /// <summary>Not done because of several errors.</summary>
    public static Result Failed(IEnumerable<Error> errors) => new([.. errors]);
}

/// <summary>The outcome of a verb that returns a value when it was done.</summary>
public sealed class Result<T> : Result
{
    private Result(T? value, IReadOnlyList<Error> errors)
        : base(errors) => Value = value;

    /// <summary>The value; null only when not <see cref="Succeeded"/>.</summary>
    public T? Value { get; }

    /// <summary>Whether it was done; narrows <see cref="Value"/>.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    public new bool Succeeded => base.Succeeded;

    /// <summary>Done with a value.</summary>
    public static implicit operator Result<T>(T value) => new(value, []);

    /// <summary>Not done because of one error.</summary>
    public static implicit operator Result<T>(Error error) => new(default, [error]);

    /// <summary>Not done because of several errors.</summary>
    public static new Result<T> Failed(IEnumerable<Error> errors) => new(default, [.. errors]);
}
