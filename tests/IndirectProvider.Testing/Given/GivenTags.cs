using IndirectProvider.Accounts;
using IndirectProvider.Customers;
using IndirectProvider.Staff;

namespace IndirectProvider.Testing.Given;

/// <summary>A tag of a provider's customers.</summary>
public sealed record GivenTag(Guid Id, string Name);

/// <summary>Makes tags, and staff that works only with the customers that have some of them.</summary>
public static class GivenTags
{
    private static int count;

    /// <summary>A tag that some customers have.</summary>
    public static async Task<GivenTag> TagAsync(this GivenPortal given, GivenProvider provider, string name, params GivenCustomer[] customers)
    {
        var tag = Tag.Create(provider.Id, $"{name} {Interlocked.Increment(ref count)}", given.Now);
        await given.SaveAsync(db =>
        {
            db.Tags.Add(tag);
            db.CustomerTags.AddRange(customers.Select(c => CustomerTag.Of(provider.Id, c.Id, tag.Id)));
        });
        return new GivenTag(tag.Id, tag.Name);
    }

    /// <summary>One more person of a provider's staff, limited to the customers that have one of the tags.</summary>
    public static async Task<GivenMember> LimitedStaffAsync(this GivenPortal given, GivenProvider provider, MemberRole roles, params GivenTag[] tags)
    {
        var member = await given.StaffAsync(provider, roles);
        await given.LimitAsync(member, tags);
        return member;
    }

    /// <summary>Limits somebody of a provider's staff to the customers that have one of the tags.</summary>
    public static Task LimitAsync(this GivenPortal given, GivenMember member, params GivenTag[] tags) => given.SaveAsync(db =>
    {
        db.Users.Single(u => u.Id == member.Id).Limit(true);
        db.MemberTags.AddRange(tags.Select(t => MemberTag.Of(db.Tags.Single(tag => tag.Id == t.Id), member.Id)));
    });

    /// <summary>Takes a tag from a customer.</summary>
    public static Task UntagAsync(this GivenPortal given, GivenTag tag, GivenCustomer customer) => given.SaveAsync(db =>
        db.CustomerTags.Remove(db.CustomerTags.Single(t => t.TagId == tag.Id && t.CustomerId == customer.Id)));
}
