using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IndirectProvider.Data.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "AuditRecords",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Action = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ActorUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ActorOrganisation = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SubjectId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubjectName = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Details = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: true),
                    SourceAddress = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    CorrelationId = table.Column<string>(type: "TEXT", maxLength: 128, nullable: true),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ResellerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CustomerId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditRecords", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Offers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DescriptionEn = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    DescriptionDe = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Category = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    MinQuantity = table.Column<int>(type: "INTEGER", nullable: false),
                    MaxQuantity = table.Column<int>(type: "INTEGER", nullable: false),
                    OnePerCustomer = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsTrial = table.Column<bool>(type: "INTEGER", nullable: false),
                    TrialOf = table.Column<string>(type: "TEXT", maxLength: 32, nullable: true),
                    IsAzure = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsSellable = table.Column<bool>(type: "INTEGER", nullable: false),
                    AddOnTo = table.Column<string>(type: "TEXT", nullable: false),
                    UpgradesTo = table.Column<string>(type: "TEXT", nullable: false),
                    NotIn = table.Column<string>(type: "TEXT", nullable: false),
                    Plans = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Offers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "OutgoingMails",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    ToAddress = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    ToName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ReplyTo = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    Culture = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    SealedContent = table.Column<byte[]>(type: "BLOB", nullable: true),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LeasedUntil = table.Column<DateTime>(type: "TEXT", nullable: false),
                    SentAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutgoingMails", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProtectionKeys",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Xml = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProtectionKeys", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Providers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LegalName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DisplayName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Website = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    SupportEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    SupportPhone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Providers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Resellers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    LegalName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    PartnerId = table.Column<string>(type: "TEXT", maxLength: 10, nullable: false),
                    ContactName = table.Column<string>(type: "TEXT", maxLength: 101, nullable: false),
                    ContactEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    SupportEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    SupportPhone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Culture = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    RegisteredAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AgreementAcceptedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    AgreementAcceptedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Address_City = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Address_Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Address_Line1 = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Address_Line2 = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Address_PostalCode = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    Address_State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Resellers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Customers",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TenantId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    CompanyName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    NormalizedName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    DomainPrefix = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    Domain = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ContactFirstName = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ContactLastName = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    ContactEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Phone = table.Column<string>(type: "TEXT", maxLength: 20, nullable: true),
                    RegistrationNumber = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    Culture = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    AgreementName = table.Column<string>(type: "TEXT", maxLength: 101, nullable: false),
                    AgreementEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    AgreementAcceptedOn = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                    Address_City = table.Column<string>(type: "TEXT", maxLength: 80, nullable: false),
                    Address_Country = table.Column<string>(type: "TEXT", maxLength: 2, nullable: false),
                    Address_Line1 = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Address_Line2 = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Address_PostalCode = table.Column<string>(type: "TEXT", maxLength: 16, nullable: true),
                    Address_State = table.Column<string>(type: "TEXT", maxLength: 10, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Customers", x => x.Id);
                    table.UniqueConstraint("AK_Customers_ProviderId_Id", x => new { x.ProviderId, x.Id });
                    table.ForeignKey(
                        name: "FK_Customers_Providers_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "Providers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OrderDrafts",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ResellerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Customer = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: true),
                    Lines = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UpdatedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderDrafts", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OrderDrafts_Providers_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "Providers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "TenantDomains",
                columns: table => new
                {
                    Prefix = table.Column<string>(type: "TEXT", maxLength: 27, nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ReservedAt = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TenantDomains", x => x.Prefix);
                    table.ForeignKey(
                        name: "FK_TenantDomains_Providers_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "Providers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Partnerships",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ResellerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Partnerships", x => x.Id);
                    table.UniqueConstraint("AK_Partnerships_ProviderId_ResellerId", x => new { x.ProviderId, x.ResellerId });
                    table.ForeignKey(
                        name: "FK_Partnerships_Providers_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "Providers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Partnerships_Resellers_ResellerId",
                        column: x => x.ResellerId,
                        principalTable: "Resellers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Users",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    FirstName = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    LastName = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false),
                    Culture = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Organisation = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ResellerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CustomerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Roles = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastSignInAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    TemporaryPasswordExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedUserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    Email = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 256, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    PasswordHash = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    SecurityStamp = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    PhoneNumber = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    LockoutEnd = table.Column<DateTime>(type: "TEXT", nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "INTEGER", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Users", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Users_Customers_ProviderId_CustomerId",
                        columns: x => new { x.ProviderId, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Users_Providers_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "Providers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Users_Resellers_ResellerId",
                        column: x => x.ResellerId,
                        principalTable: "Resellers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "CustomerResellers",
                columns: table => new
                {
                    CustomerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ResellerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    EndedAt = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CustomerResellers", x => new { x.CustomerId, x.ResellerId });
                    table.ForeignKey(
                        name: "FK_CustomerResellers_Customers_ProviderId_CustomerId",
                        columns: x => new { x.ProviderId, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_CustomerResellers_Partnerships_ProviderId_ResellerId",
                        columns: x => new { x.ProviderId, x.ResellerId },
                        principalTable: "Partnerships",
                        principalColumns: new[] { "ProviderId", "ResellerId" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Orders",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    DraftId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    CustomerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    NewCustomer = table.Column<string>(type: "TEXT", maxLength: 1000000, nullable: true),
                    CustomerName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ResellerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Attestation = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    SubmittedByUserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubmittedByName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SubmittedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    CompletedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FailureReason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    LeasedUntil = table.Column<DateTime>(type: "TEXT", nullable: false),
                    NextAttemptAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Orders", x => x.Id);
                    table.UniqueConstraint("AK_Orders_ProviderId_Id", x => new { x.ProviderId, x.Id });
                    table.ForeignKey(
                        name: "FK_Orders_Customers_ProviderId_CustomerId",
                        columns: x => new { x.ProviderId, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Orders_Partnerships_ProviderId_ResellerId",
                        columns: x => new { x.ProviderId, x.ResellerId },
                        principalTable: "Partnerships",
                        principalColumns: new[] { "ProviderId", "ResellerId" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "PartnershipInvitations",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    TokenHash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    NormalizedEmail = table.Column<string>(type: "TEXT", maxLength: 254, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 101, nullable: false),
                    Company = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true),
                    Culture = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    Text = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: false),
                    SenderUserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SenderName = table.Column<string>(type: "TEXT", maxLength: 101, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastEventAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    MailId = table.Column<Guid>(type: "TEXT", nullable: true),
                    AcceptedByResellerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PartnershipInvitations", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PartnershipInvitations_Partnerships_ProviderId_AcceptedByResellerId",
                        columns: x => new { x.ProviderId, x.AcceptedByResellerId },
                        principalTable: "Partnerships",
                        principalColumns: new[] { "ProviderId", "ResellerId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PartnershipInvitations_Providers_ProviderId",
                        column: x => x.ProviderId,
                        principalTable: "Providers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AccountLinks",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Purpose = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    TokenHash = table.Column<byte[]>(type: "BLOB", fixedLength: true, maxLength: 32, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ExpiresAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    UsedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    InvitationId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountLinks_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "AdminCredentials",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CustomerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: true),
                    UserName = table.Column<string>(type: "TEXT", maxLength: 256, nullable: false),
                    IssuedToUserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SealedPassword = table.Column<byte[]>(type: "BLOB", maxLength: 1000, nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    ShownAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ShownToName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AdminCredentials", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AdminCredentials_Customers_ProviderId_CustomerId",
                        columns: x => new { x.ProviderId, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_AdminCredentials_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UserClaims",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ClaimType = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    ClaimValue = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserClaims", x => x.Id);
                    table.ForeignKey(
                        name: "FK_UserClaims_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UserLogins",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true),
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserLogins", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_UserLogins_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "UserTokens",
                columns: table => new
                {
                    UserId = table.Column<Guid>(type: "TEXT", nullable: false),
                    LoginProvider = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 4000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UserTokens", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_UserTokens_Users_UserId",
                        column: x => x.UserId,
                        principalTable: "Users",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OrderSteps",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    FinishedAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    SealedAnswer = table.Column<byte[]>(type: "BLOB", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderSteps", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OrderSteps_Orders_ProviderId_OrderId",
                        columns: x => new { x.ProviderId, x.OrderId },
                        principalTable: "Orders",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Subscriptions",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    CustomerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    VendorId = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    OfferId = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Nickname = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Batches = table.Column<string>(type: "TEXT", nullable: false),
                    Term = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    BillingPlan = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    StateSince = table.Column<DateTime>(type: "TEXT", nullable: false),
                    TermStartsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    TermEndsAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AnchoredAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    AutoRenew = table.Column<bool>(type: "INTEGER", nullable: false),
                    RenewalChange = table.Column<string>(type: "TEXT", nullable: true),
                    NextClockAt = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ResellerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SupportContactResellerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    LastEventNumber = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subscriptions", x => x.Id);
                    table.UniqueConstraint("AK_Subscriptions_ProviderId_Id", x => new { x.ProviderId, x.Id });
                    table.ForeignKey(
                        name: "FK_Subscriptions_Customers_ProviderId_CustomerId",
                        columns: x => new { x.ProviderId, x.CustomerId },
                        principalTable: "Customers",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Subscriptions_Offers_OfferId",
                        column: x => x.OfferId,
                        principalTable: "Offers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Subscriptions_Orders_ProviderId_OrderId",
                        columns: x => new { x.ProviderId, x.OrderId },
                        principalTable: "Orders",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Subscriptions_Partnerships_ProviderId_ResellerId",
                        columns: x => new { x.ProviderId, x.ResellerId },
                        principalTable: "Partnerships",
                        principalColumns: new[] { "ProviderId", "ResellerId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Subscriptions_Partnerships_ProviderId_SupportContactResellerId",
                        columns: x => new { x.ProviderId, x.SupportContactResellerId },
                        principalTable: "Partnerships",
                        principalColumns: new[] { "ProviderId", "ResellerId" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "OrderLines",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OrderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    OfferId = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    OfferName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Quantity = table.Column<int>(type: "INTEGER", nullable: false),
                    Term = table.Column<string>(type: "TEXT", maxLength: 8, nullable: false),
                    BillingPlan = table.Column<string>(type: "TEXT", maxLength: 16, nullable: false),
                    IsTrial = table.Column<bool>(type: "INTEGER", nullable: false),
                    ResellerId = table.Column<Guid>(type: "TEXT", nullable: true),
                    SubscriptionId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OrderLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OrderLines_Offers_OfferId",
                        column: x => x.OfferId,
                        principalTable: "Offers",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OrderLines_Orders_ProviderId_OrderId",
                        columns: x => new { x.ProviderId, x.OrderId },
                        principalTable: "Orders",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OrderLines_Partnerships_ProviderId_ResellerId",
                        columns: x => new { x.ProviderId, x.ResellerId },
                        principalTable: "Partnerships",
                        principalColumns: new[] { "ProviderId", "ResellerId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_OrderLines_Subscriptions_ProviderId_SubscriptionId",
                        columns: x => new { x.ProviderId, x.SubscriptionId },
                        principalTable: "Subscriptions",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ResellerCredits",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    SubscriptionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ResellerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    From = table.Column<DateTime>(type: "TEXT", nullable: false),
                    To = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ResellerCredits", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ResellerCredits_Partnerships_ProviderId_ResellerId",
                        columns: x => new { x.ProviderId, x.ResellerId },
                        principalTable: "Partnerships",
                        principalColumns: new[] { "ProviderId", "ResellerId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_ResellerCredits_Subscriptions_ProviderId_SubscriptionId",
                        columns: x => new { x.ProviderId, x.SubscriptionId },
                        principalTable: "Subscriptions",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "SubscriptionEvents",
                columns: table => new
                {
                    SubscriptionId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    ProviderId = table.Column<Guid>(type: "TEXT", nullable: false),
                    At = table.Column<DateTime>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Before = table.Column<string>(type: "TEXT", nullable: false),
                    After = table.Column<string>(type: "TEXT", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 300, nullable: true),
                    ActorUserId = table.Column<Guid>(type: "TEXT", nullable: true),
                    ActorName = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    ActorOrganisation = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    SubscriptionVersion = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SubscriptionEvents", x => new { x.SubscriptionId, x.Number });
                    table.ForeignKey(
                        name: "FK_SubscriptionEvents_Subscriptions_ProviderId_SubscriptionId",
                        columns: x => new { x.ProviderId, x.SubscriptionId },
                        principalTable: "Subscriptions",
                        principalColumns: new[] { "ProviderId", "Id" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AccountLinks_TokenHash",
                table: "AccountLinks",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccountLinks_UserId",
                table: "AccountLinks",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AdminCredentials_OrderId",
                table: "AdminCredentials",
                column: "OrderId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AdminCredentials_ProviderId_CustomerId_CreatedAt",
                table: "AdminCredentials",
                columns: new[] { "ProviderId", "CustomerId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AdminCredentials_UserId",
                table: "AdminCredentials",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_CustomerId_At",
                table: "AuditRecords",
                columns: new[] { "CustomerId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_ProviderId_At",
                table: "AuditRecords",
                columns: new[] { "ProviderId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_ResellerId_At",
                table: "AuditRecords",
                columns: new[] { "ResellerId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_AuditRecords_SubjectId_At",
                table: "AuditRecords",
                columns: new[] { "SubjectId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerResellers_ProviderId_CustomerId",
                table: "CustomerResellers",
                columns: new[] { "ProviderId", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerResellers_ProviderId_ResellerId",
                table: "CustomerResellers",
                columns: new[] { "ProviderId", "ResellerId" });

            migrationBuilder.CreateIndex(
                name: "IX_CustomerResellers_ResellerId_EndedAt_CustomerId",
                table: "CustomerResellers",
                columns: new[] { "ResellerId", "EndedAt", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_ProviderId_CreatedAt",
                table: "Customers",
                columns: new[] { "ProviderId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Customers_ProviderId_NormalizedName_Id",
                table: "Customers",
                columns: new[] { "ProviderId", "NormalizedName", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Offers_NormalizedName",
                table: "Offers",
                column: "NormalizedName");

            migrationBuilder.CreateIndex(
                name: "IX_OrderDrafts_ProviderId_UserId_UpdatedAt",
                table: "OrderDrafts",
                columns: new[] { "ProviderId", "UserId", "UpdatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderLines_OfferId",
                table: "OrderLines",
                column: "OfferId");

            migrationBuilder.CreateIndex(
                name: "IX_OrderLines_ProviderId_OrderId",
                table: "OrderLines",
                columns: new[] { "ProviderId", "OrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderLines_ProviderId_ResellerId",
                table: "OrderLines",
                columns: new[] { "ProviderId", "ResellerId" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderLines_ProviderId_SubscriptionId",
                table: "OrderLines",
                columns: new[] { "ProviderId", "SubscriptionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_ProviderId_CustomerId",
                table: "Orders",
                columns: new[] { "ProviderId", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_ProviderId_DraftId",
                table: "Orders",
                columns: new[] { "ProviderId", "DraftId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Orders_ProviderId_ResellerId",
                table: "Orders",
                columns: new[] { "ProviderId", "ResellerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_ProviderId_SubmittedAt",
                table: "Orders",
                columns: new[] { "ProviderId", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Orders_State_NextAttemptAt",
                table: "Orders",
                columns: new[] { "State", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OrderSteps_OrderId_Kind",
                table: "OrderSteps",
                columns: new[] { "OrderId", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OrderSteps_ProviderId_OrderId",
                table: "OrderSteps",
                columns: new[] { "ProviderId", "OrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_ProviderId_CreatedAt",
                table: "OutgoingMails",
                columns: new[] { "ProviderId", "CreatedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OutgoingMails_State_NextAttemptAt",
                table: "OutgoingMails",
                columns: new[] { "State", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PartnershipInvitations_ProviderId_AcceptedByResellerId",
                table: "PartnershipInvitations",
                columns: new[] { "ProviderId", "AcceptedByResellerId" });

            migrationBuilder.CreateIndex(
                name: "IX_PartnershipInvitations_ProviderId_LastEventAt",
                table: "PartnershipInvitations",
                columns: new[] { "ProviderId", "LastEventAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PartnershipInvitations_ProviderId_State_LastEventAt",
                table: "PartnershipInvitations",
                columns: new[] { "ProviderId", "State", "LastEventAt" });

            migrationBuilder.CreateIndex(
                name: "IX_PartnershipInvitations_TokenHash",
                table: "PartnershipInvitations",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Partnerships_ResellerId_State",
                table: "Partnerships",
                columns: new[] { "ResellerId", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Providers_DisplayName",
                table: "Providers",
                column: "DisplayName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ResellerCredits_ProviderId_ResellerId",
                table: "ResellerCredits",
                columns: new[] { "ProviderId", "ResellerId" });

            migrationBuilder.CreateIndex(
                name: "IX_ResellerCredits_ProviderId_SubscriptionId",
                table: "ResellerCredits",
                columns: new[] { "ProviderId", "SubscriptionId" });

            migrationBuilder.CreateIndex(
                name: "IX_ResellerCredits_ResellerId_From",
                table: "ResellerCredits",
                columns: new[] { "ResellerId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_ResellerCredits_SubscriptionId_From",
                table: "ResellerCredits",
                columns: new[] { "SubscriptionId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_Resellers_NormalizedName",
                table: "Resellers",
                column: "NormalizedName");

            migrationBuilder.CreateIndex(
                name: "IX_Resellers_PartnerId",
                table: "Resellers",
                column: "PartnerId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SubscriptionEvents_ProviderId_SubscriptionId",
                table: "SubscriptionEvents",
                columns: new[] { "ProviderId", "SubscriptionId" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_NextClockAt",
                table: "Subscriptions",
                column: "NextClockAt");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_OfferId",
                table: "Subscriptions",
                column: "OfferId");

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_ProviderId_CustomerId",
                table: "Subscriptions",
                columns: new[] { "ProviderId", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_ProviderId_OrderId",
                table: "Subscriptions",
                columns: new[] { "ProviderId", "OrderId" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_ProviderId_ResellerId",
                table: "Subscriptions",
                columns: new[] { "ProviderId", "ResellerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_ProviderId_State_TermEndsAt",
                table: "Subscriptions",
                columns: new[] { "ProviderId", "State", "TermEndsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_ProviderId_SupportContactResellerId",
                table: "Subscriptions",
                columns: new[] { "ProviderId", "SupportContactResellerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_ResellerId_CustomerId",
                table: "Subscriptions",
                columns: new[] { "ResellerId", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Subscriptions_SupportContactResellerId_CustomerId",
                table: "Subscriptions",
                columns: new[] { "SupportContactResellerId", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_TenantDomains_ProviderId",
                table: "TenantDomains",
                column: "ProviderId");

            migrationBuilder.CreateIndex(
                name: "IX_UserClaims_UserId",
                table: "UserClaims",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_UserLogins_UserId",
                table: "UserLogins",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "EmailIndex",
                table: "Users",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "IX_Users_ProviderId_CustomerId",
                table: "Users",
                columns: new[] { "ProviderId", "CustomerId" });

            migrationBuilder.CreateIndex(
                name: "IX_Users_ResellerId",
                table: "Users",
                column: "ResellerId");

            migrationBuilder.CreateIndex(
                name: "UserNameIndex",
                table: "Users",
                column: "NormalizedUserName",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AccountLinks");

            migrationBuilder.DropTable(
                name: "AdminCredentials");

            migrationBuilder.DropTable(
                name: "AuditRecords");

            migrationBuilder.DropTable(
                name: "CustomerResellers");

            migrationBuilder.DropTable(
                name: "OrderDrafts");

            migrationBuilder.DropTable(
                name: "OrderLines");

            migrationBuilder.DropTable(
                name: "OrderSteps");

            migrationBuilder.DropTable(
                name: "OutgoingMails");

            migrationBuilder.DropTable(
                name: "PartnershipInvitations");

            migrationBuilder.DropTable(
                name: "ProtectionKeys");

            migrationBuilder.DropTable(
                name: "ResellerCredits");

            migrationBuilder.DropTable(
                name: "SubscriptionEvents");

            migrationBuilder.DropTable(
                name: "TenantDomains");

            migrationBuilder.DropTable(
                name: "UserClaims");

            migrationBuilder.DropTable(
                name: "UserLogins");

            migrationBuilder.DropTable(
                name: "UserTokens");

            migrationBuilder.DropTable(
                name: "Subscriptions");

            migrationBuilder.DropTable(
                name: "Users");

            migrationBuilder.DropTable(
                name: "Offers");

            migrationBuilder.DropTable(
                name: "Orders");

            migrationBuilder.DropTable(
                name: "Customers");

            migrationBuilder.DropTable(
                name: "Partnerships");

            migrationBuilder.DropTable(
                name: "Providers");

            migrationBuilder.DropTable(
                name: "Resellers");
        }
    }
}
